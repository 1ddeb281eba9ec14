import ConsoleDomain
import Testing

@Suite("How a subject is named")
struct SubjectKeyTests {
  @Test(arguments: [
    ("Ana@Example.com", SubjectKey.email("ana@example.com")),
    ("64F0C0FFEE64F0C0FFEE0001", .userID("64f0c0ffee64f0c0ffee0001")),
    ("service-7", .userID("service-7")), ("42", .userID("42")),
    ("550E8400-e29b-41d4-a716-446655440000", .userID("550E8400-e29b-41d4-a716-446655440000")),
  ])
  func readsAddressesAndIdsOfAllKinds(text: String, key: SubjectKey) {
    #expect(SubjectKey(text: text) == key)
  }

  @Test(arguments: ["", " ", "two words", "a\nb", "a\u{1B}b", String(repeating: "a", count: 257)])
  func refusesWhatCanBeNoId(text: String) {
    #expect(SubjectKey(text: text) == nil)
  }
}
