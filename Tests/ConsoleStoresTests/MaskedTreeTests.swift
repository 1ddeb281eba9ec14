import ConsoleDomain
import ConsoleJSON
import ConsoleStores
import Testing

/// What a detail pane may show of a value.
struct MaskedTreeTests {
  private func trees(_ text: String) throws -> (masked: JSONTree, revealed: JSONTree) {
    var reader = JSONReader()
    let root = try #require(reader.document(Array(text.utf8)).root)
    return (MaskedTree.masked(root), MaskedTree.revealed(root))
  }

  private func value(_ text: String, in tree: JSONTree) -> JSONTree? {
    guard case .object(let members) = tree else { return nil }
    return members.first { $0.name == text }?.value
  }

  @Test(arguments: [
    ("email", "ana@example.com", "a•••@example.com"),
    ("contact_mail", "ana@example.com", "a•••@example.com"),
    ("firstName", "Ana", "A•••"),
    ("primaryPhoneE164", "+49 170 1234567", "•••67"),
    ("dateOfBirth", "1980-02-03", "•••"),
    ("note", "ask ana@example.com, please", "ask a•••@example.com, please"),
  ])
  func masksPersonalDataAndRevealsIt(name: String, clear: String, hidden: String) throws {
    let (masked, revealed) = try trees(#"{"\#(name)":"\#(clear)"}"#)
    #expect(value(name, in: masked) == .string(hidden, isMasked: true))
    #expect(value(name, in: revealed) == .string(clear, isMasked: false))
  }

  @Test(arguments: [
    ("email", "<redacted>"), ("email", "redacted+64f0c0ffee64f0c0ffee0001@example.com"),
    ("email", "redacted+invite-64f0c0ffee64f0c0ffee0001@example.com"),
    ("username", "redacted-user-64f0c0ffee64f0c0ffee0001"),
  ])
  func showsTheBackendsOwnPlaceholdersAsTheyAre(name: String, text: String) throws {
    let (masked, _) = try trees(#"{"\#(name)":"\#(text)"}"#)
    #expect(value(name, in: masked) == .string(text, isMasked: false))
  }

  @Test(arguments: [
    ("redacted+ana@example.com", "r•••@example.com"),
    ("redacted+64f0c0ffee64f0c0ffee0001@example.org", "r•••@example.org"),
    ("<redacted", "<•••"),
  ])
  func masksWhatOnlyLooksLikeAPlaceholder(text: String, hidden: String) throws {
    let (masked, _) = try trees(#"{"email":"\#(text)"}"#)
    #expect(value("email", in: masked) == .string(hidden, isMasked: true))
  }

  @Test(arguments: ["encryptedSessionId", "csrfSecret", "_csrf", "access_token", "passwordHash"])
  func neverShowsACredential(name: String) throws {
    let (masked, revealed) = try trees(#"{"\#(name)":"s3cr3t"}"#)
    #expect(value(name, in: masked) == .string("•••", isMasked: true))
    #expect(value(name, in: revealed) == .string("•••", isMasked: true))
  }

  @Test func takesALongRunForACredentialAndAnObjectIDNot() throws {
    let (_, revealed) = try trees(
      #"{"x":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc","id":"64f0c0ffee64f0c0ffee0001"}"#
    )
    #expect(value("x", in: revealed) == .string("•••", isMasked: true))
    #expect(value("id", in: revealed) == .string("64f0c0ffee64f0c0ffee0001", isMasked: false))
  }

  @Test func cutsTheIDOfASession() throws {
    let (masked, _) = try trees(#"{"sessionId":"6od-VB8JJvtMKDsLVpy5eMChNTmL64XB"}"#)
    #expect(value("sessionId", in: masked) == .string("6od-VB8J…", isMasked: true))
  }

  @Test func masksBelowAPersonalMember() throws {
    let (masked, _) = try trees(#"{"name":{"first":"Ana","parts":["Nora"]},"ip":"10.0.0.1"}"#)
    #expect(
      value("name", in: masked)
        == .object([
          .init(name: "first", value: .string("A•••", isMasked: true)),
          .init(name: "parts", value: .array([.string("N•••", isMasked: true)])),
        ])
    )
    #expect(value("ip", in: masked) == .string("10.0.0.1", isMasked: false))
  }

  @Test func masksAddressesInNamesOfMembers() throws {
    let (masked, _) = try trees(#"{"carts":{"ana@example.com":1}}"#)
    #expect(
      value("carts", in: masked) == .object([.init(name: "a•••@example.com", value: .number("1"))])
    )
  }

  @Test func sanitisesAndCutsTexts() throws {
    let (masked, _) = try trees(
      #"{"a\u001b":"\u001b[31m","b":"\#(String(repeating: "x y", count: 5000))"}"#
    )
    #expect(value("a␛", in: masked) == .string("␛[31m", isMasked: false))
    guard case .string(let text, _) = value("b", in: masked) else {
      Issue.record("no text")
      return
    }
    #expect(text.utf8.count <= 4100 && text.hasSuffix("…"))
  }
}
