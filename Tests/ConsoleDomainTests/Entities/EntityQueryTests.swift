import Testing

@testable import ConsoleDomain

/// The query language over documents: what the server is asked, and what is held against the rows.
@Suite struct EntityQueryTests {
  private static let id = "64f0c0ffee64f0c0ffee0001"

  @Test func whatTheServerCanDoGoesToTheServer() throws {
    let request = EntityPageRequest(
      type: "user",
      query: try EntityQuery.parse("held:yes org:\(Self.id) archived:no ana")
    )
    #expect(request.isHeld == true)
    #expect(request.organizationID == Self.id)
    #expect(request.id == nil)
  }

  @Test(arguments: ["-held:yes", "-org:\(id)", "org:64f0*", "id:64f0", "name:ana"])
  func whatItCanNotDoDoesNot(_ text: String) throws {
    let request = EntityPageRequest(type: "user", query: try EntityQuery.parse(text))
    #expect(request == EntityPageRequest(type: "user"))
  }

  @Test(arguments: [
    ("held:missing", true), ("held:no", false), ("-held:yes", true), ("archived:yes", true),
    ("stripped:no", true), ("stripped:yes", false), ("a•••", true), ("ANA", false),
    ("id:64f0", true), ("org:org-a", true), ("org:org-b", false), ("lh-2*", true),
    ("archived:yes -org:org-a", false),
  ])
  func aRowMatches(_ text: String, _ matches: Bool) throws {
    let row = EntityRow(
      key: EntityKey(type: "user", id: .objectID(Self.id)),
      name: "a•••@example.com",
      organizationID: "org-a",
      hold: .missing,
      holdIDs: ["LH-204"],
      strip: .no,
      archive: .yes
    )
    #expect(EntityMatcher(try EntityQuery.parse(text)).matches(row) == matches)
  }

  @Test(arguments: ["email", "held", "nosuch:x", "held:maybe"])
  func otherWordsAreWordsAndOtherFieldsFaults(_ text: String) {
    let query = try? EntityQuery.parse(text)
    #expect((query == nil) == text.contains(":"))
  }

  @Test func anAddressOfAUserMeansTheUser() {
    let rows = ["user", "contact", "person"].map { type in
      EntityRow(
        key: EntityKey(type: type, id: .string(type)),
        name: nil,
        organizationID: nil,
        hold: .no,
        strip: .no,
        archive: .no
      )
    }
    let candidates = SubjectCandidates(rows: rows)
    #expect(candidates.only(for: .user(.email("a@b.c")), userType: "user") == rows[0])
    #expect(candidates.only(for: .name("ana"), userType: "user") == nil)
    #expect(
      SubjectCandidates(rows: [rows[2]]).only(for: .name("ana"), userType: "user") == rows[2]
    )
  }
}
