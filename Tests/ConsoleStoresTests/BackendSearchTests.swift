import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// How far a search through the backend's log goes, and what it says when it stops.
@Suite struct BackendSearchTests {
  private let now = Instant(milliseconds: 1_795_500_000_000)

  private func search(_ filter: String) throws -> BackendSearch {
    BackendSearch(
      AuditEventRequest(query: try AuditQuery.parse(filter), now: now, limit: 2),
      from: .highest,
      tolerance: .seconds(300)
    )
  }

  @Test func endsByItsBudgetAndSaysHowFarItCame() throws {
    var search = try search("action:archived")
    let key = EventKey(at: now.advanced(by: .seconds(-60)))
    search.pass(key)
    search.looked(at: BackendLog.budget, isEnd: false)
    #expect(search.isOver && !search.run.isAtEnd)
    #expect(search.run.searchedTo == key.instant)
    #expect(search.mark == key)
  }

  @Test func aStepThatSeesNothingStillCounts() throws {
    var search = try search("action:archived")
    for _ in 0..<BackendLog.budget { search.looked(at: 0, isEnd: false) }
    #expect(search.isOver)
  }

  @Test func keepsToTheBoundsOfTimeWithRoomForClocks() throws {
    let search = try search("since:1h until:30m")
    #expect(search.low == EventKey(at: now.advanced(by: .seconds(-3_900))))
    #expect(search.high == EventKey(at: now.advanced(by: .seconds(-1_500))))
    #expect(try self.search("since:1h until:2h").isOver)
  }

  @Test(arguments: [
    ("entity:64f0c0ffee64f0c0ffee0001", "entityId"),
    ("entity:users/64F0C0FFEE64F0C0FFEE0001 action=auth.login", "entityId"),
    ("actor:ana@example.com", "actor"), ("action=auth.login", "eventType"),
    ("org:64f0c0ffee64f0c0ffee00aa", "orgId"),
  ])
  func asksAnIndexForWhatIsMetExactly(filter: String, field: String) throws {
    #expect(BackendEventFilter(try AuditQuery.parse(filter)).indexed?.field == field)
  }

  @Test(arguments: ["-action=auth.login", "since:2h", "source:backend", "entity:User"])
  func leavesTheRestToBeTestedHere(filter: String) throws {
    let filter = BackendEventFilter(try AuditQuery.parse(filter))
    #expect(filter.indexed == nil && filter.document.keys.isEmpty)
  }

  @Test func aRegularExpressionHoldsNothingButWhatWasTyped() throws {
    let filter = BackendEventFilter(try AuditQuery.parse("action:a.b*c(d"))
    guard
      case .regex(let pattern, let options)? =
        filter.document["$or"]?.array?.first?.document?["eventType"]
    else {
      Issue.record("it is no regular expression")
      return
    }
    #expect(pattern == #"^a\.b.*c\(d$"# && options == "is")
  }
}
