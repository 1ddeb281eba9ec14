import ConsoleDomain
import Testing

/// A sid is a secret wherever a value that holds it is printed.
struct SessionIDSecrecyTests {
  private static let sid = "never-to-be-shown-0001"
  private static let id = SessionID(namespace: "sess:", bytes: Array(sid.utf8))

  @Test func noDescriptionDumpOrMirrorShowsASid() {
    let target = RevokeTarget(id: Self.id, userID: "u1")
    let values: [Any] = [
      Self.id, [Self.id], Optional(Self.id) as Any, [Self.id: 1], target,
      ActionRequest.revokeSessions([target]),
      RevokeObservation.signedInAgain(userID: "u1", Self.id),
      RevokeObservation.resurrected(Self.id, times: 1, remains: true),
    ]
    let bytes = "\(Array(Self.sid.utf8))".dropFirst().dropLast()
    for value in values {
      var dumped = ""
      dump(value, to: &dumped)
      for text in ["\(value)", String(reflecting: value), String(describing: value), dumped] {
        #expect(!text.contains("to-be-shown"))
        #expect(!text.contains(bytes))
      }
    }
    #expect(Mirror(reflecting: Self.id).children.isEmpty)
  }

  @Test(arguments: ["a", "ab", "abcdefgh", "abcdefghijklmnop"])
  func atMostHalfOfAShortSidIsShown(sid: String) {
    let id = SessionID(namespace: "sess:", bytes: Array(sid.utf8))
    #expect(id.abbreviated.dropLast().count <= sid.count / 2)
    #expect(id.abbreviated.hasSuffix("…"))
  }
}
