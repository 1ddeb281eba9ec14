import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// Credentials that a package leaves out.
struct SecretMembersTests {
  private func hiding(
    _ document: MongoDocument,
    _ paths: String...
  ) throws -> (document: MongoDocument, hidden: [String]) {
    try SecretMembers(paths: paths.map { try #require(FieldPath($0)) }).hiding(document)
  }

  @Test func aDocumentWithoutCredentialsIsTheSame() throws {
    let document: MongoDocument = ["_id": 1, "email": "ana@example.com", "tokenHash": .null]
    let (clear, hidden) = try hiding(document, "tokenHash")
    #expect(clear == document)
    #expect(hidden.isEmpty)
  }

  @Test func whatANameCallsASecretIsHiddenAtAnyDepth() throws {
    let document: MongoDocument = [
      "passwordHash": "$2b$", "datastoreHistory": [["toUri": "mongodb://u:p@h", "actorId": "a"]],
    ]
    let (clear, hidden) = try hiding(document)
    #expect(hidden == ["passwordHash", "datastoreHistory.toUri"])
    #expect(clear["passwordHash"]?.string == SecretMembers.mark)
    let entry = clear["datastoreHistory"]?.array?.first?.document
    #expect(entry?["toUri"]?.string == SecretMembers.mark)
    #expect(entry?["actorId"]?.string == "a")
  }

  @Test(arguments: ["codes[].code", "codes.code", "**.code"])
  func whatTheProfileCallsASecretIsHiddenInArrays(_ path: String) throws {
    let document: MongoDocument = ["codes": [["code": "123456", "at": 1], ["code": "654321"]]]
    let (clear, hidden) = try hiding(document, path)
    #expect(hidden == ["codes.code", "codes.code"])
    let codes = clear["codes"]?.array?.compactMap(\.document)
    #expect(codes?.map { $0["code"]?.string } == [SecretMembers.mark, SecretMembers.mark])
    #expect(codes?.first?["at"]?.int == 1)
  }

  @Test func everyElementOfAListOfCredentialsIsHidden() throws {
    let (clear, hidden) = try hiding(["codes": ["a", "b"]], "codes[]")
    #expect(hidden == ["codes", "codes"])
    #expect(clear["codes"]?.array == [.string(SecretMembers.mark), .string(SecretMembers.mark)])
  }

  @Test func aDateOfACredentialStays() throws {
    let document: MongoDocument = ["resetTokenExpires": .date(1), "isTokenUsed": true]
    #expect(try hiding(document).hidden.isEmpty)
  }
}
