import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// `L`: what this console asked of the servers.
@Suite struct CommandLogTests {
  private func lines(_ robot: Robot) -> String {
    robot.press("L")
    return robot.screen
  }

  @Test func tellsReadsWithTheirOutcome() {
    let robot = Robot()
    robot.press("Enter")
    let screen = lines(robot)
    #expect(screen.contains("COMMAND LOG"))
    #expect(screen.contains("all sessions: SCAN, GETRANGE, PTTL: 20 sessions"))
    #expect(screen.contains("a session: GETRANGE, PTTL: read"))
    #expect(screen.contains("health: both servers: both answer"))
  }

  @Test func tellsPlansRevealsExportsAndRights() {
    let robot = Robot()
    robot.press("R").type("Incident 4711, laptop").press("Enter")
    robot.type("OPS-1").press("Enter").wait(.seconds(1)).press("Enter")
    robot.press("e").wait(.seconds(1))
    robot.command("revoke").press("Esc")
    robot.press("x").wait(.seconds(1)).press("Tab", "Tab", "Enter")
    let kinds = Set(robot.model.log.entries.map(\.kind))
    #expect(kinds.isSuperset(of: [.read, .plan, .export, .right]))
    #expect(lines(robot).contains("session.revoke: 1 target, nothing changed"))
  }

  @Test func tellsWhatIsReadByItself() {
    let robot = Robot()
    robot.stores.approvals = TestHolds.approvals(at: testNow)
    robot.wait(.seconds(2)).command("retention")
    let screen = lines(robot)
    #expect(screen.contains("what waits for a second person: 1 request"), "\(screen)")
    #expect(screen.contains("indexes that delete by age: read"), "\(screen)")
  }

  @Test func tellsWhatTheGateRefused() {
    let robot = Robot()
    robot.stores.isAnswering = false
    robot.press("X").type("checking with the customer").press("Enter")
    robot.wait(.seconds(1)).press("Enter")
    #expect(lines(robot).contains("the column USER: under way"))
    robot.press("Esc").send(.refused(.reveal(generation: 1), .auditNotInitialised))
    #expect(lines(robot).contains("the column USER: refused:"))
  }

  @Test func hasNoIDAndNothingPersonal() {
    let robot = Robot()
    robot.press("Enter", "x").type("checking ana@example.com").press("Enter")
    robot.wait(.seconds(1)).press("Enter", "Esc")
    robot.command("user ana@example.com").command("subject ana@example.com")
    let texts = robot.model.log.entries.map { "\($0)" }.joined()
    for secret in ["secretpart", "64f0c0ffee", "ana@", "checking"] {
      #expect(!texts.contains(secret), "\(secret)")
    }
  }

  @Test func signsOfLifeTakeOneLine() {
    let robot = Robot()
    for _ in 0..<50 { robot.wait(.seconds(3)) }
    let pings = robot.model.log.entries.filter { $0.title.hasPrefix("sign of life") }
    #expect(pings.count < 25)
    #expect(pings.reduce(0) { $0 + $1.times } >= 50)
  }

  @Test func keepsNoMoreThanItsLimit() {
    var log = CommandLog()
    for number in 0..<2_000 {
      log.note([.loadDetail(generation: number, SessionID("a"))], at: testNow)
      log.note([.verifyAudit(generation: number)], at: testNow)
    }
    #expect(log.entries.count == CommandLog.capacity)
  }

  @Test func aReadThatWasOvertakenIsGivenUp() {
    var log = CommandLog()
    log.note([.loadDetail(generation: 1, SessionID("a"))], at: testNow)
    log.note([.loadDetail(generation: 2, SessionID("b"))], at: testNow)
    log.note(.detailLoaded(generation: 2, nil), at: testNow.advanced(by: .seconds(1)))
    #expect(log.entries.map(\.outcome) == [.givenUp, .done("gone")])
    #expect(log.entries[1].endedAt == testNow.advanced(by: .seconds(1)))
  }

  @Test func goesOnInAnotherContext() {
    let robot = Robot()
    let before = robot.model.log.entries.count
    robot.send(.contextSwitched(.staging))
    #expect(robot.model.log.entries.count > before)
  }
}
