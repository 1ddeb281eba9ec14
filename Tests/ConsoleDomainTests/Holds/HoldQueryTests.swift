import ConsoleDomain
import Testing

struct HoldQueryTests {
  private let types = ["user", "contact"]

  @Test func theTypeIsTakenOutOfTheQuery() throws {
    let query = try HoldQuery(parsing: "type:contact held:no ana", types: types)
    #expect(query.type == "contact")
    #expect(query.query == (try EntityQuery.parse("held:no ana")))
    #expect(query.text == "type:contact held:no ana")
  }

  @Test(arguments: [
    "held:no", "type:contact type:user", "-type:user", "type:contact -type:user", "",
  ])
  func aQueryWithoutExactlyOneTypeIsRefused(_ text: String) {
    #expect(throws: QueryProblem.self) { try HoldQuery(parsing: text, types: types) }
  }

  @Test(arguments: ["type:office", "type:contact held:perhaps", "type:contact colour:red"])
  func whatTheLanguageDoesNotKnowIsRefused(_ text: String) {
    #expect(throws: QueryProblem.self) { try HoldQuery(parsing: text, types: types) }
  }
}
