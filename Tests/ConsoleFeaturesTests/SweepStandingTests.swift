import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

extension SweepRun {
  /// A sweep of three steps that ended so long before the tests begin.
  static func wellEnded(_ ago: Duration) -> SweepRun {
    let end = testNow.advanced(by: .zero - ago)
    return SweepRun(
      startedAt: end.advanced(by: .seconds(-12)),
      endedAt: end,
      steps: ["settle", "digest", "orphans"].map {
        SweepStepResult(name: $0, state: .done, text: "nothing to do")
      }
    )
  }

  /// The same with a step that found something.
  static var found: SweepRun {
    var run = wellEnded(.seconds(600))
    run.steps.append(
      SweepStepResult(name: "drift", state: .found, text: "2 documents were not held", seen: 2)
    )
    return run
  }
}

/// What the screens say of the sweep, and when.
@Suite struct SweepStandingTests {
  private let days = { (count: Int) in Duration.seconds(count * 86_400) }

  @Test func everyScreenSaysThatTheSweepIsOverdue() {
    let robot = Robot(sweep: .last(.wellEnded(days(2))))
    for screen in ["2", "6", "8"] {
      robot.press(screen)
      #expect(robot.screen.contains("the sweep is overdue, the last one ended 2d ago"))
    }
    robot.send(.complained("something else"))
    #expect(!robot.screen.contains("is overdue, the last one"))
    robot.wait(.seconds(7))
    #expect(robot.screen.contains("is overdue, the last one"))
  }

  @Test func anAlarmOfTheTrailComesFirst() {
    let robot = Robot(sweep: .last(.wellEnded(days(2))))
    robot.send(.alarmed("the chain does not fit a checkpoint"))
    robot.wait(.seconds(7))
    #expect(robot.screen.contains("the chain does not fit a checkpoint"))
    #expect(!robot.screen.contains("is overdue, the last one"))
  }

  @Test func aYoungStoreOwesNobodyASweep() {
    let robot = Robot(sweep: .never(since: testNow.advanced(by: .seconds(-3600))))
    #expect(!robot.screen.contains("no sweep has ever run"))
    robot.press("8")
    #expect(robot.screen.contains("never run"))
    #expect(!robot.screen.contains("no sweep has ever run"))
    robot.stores.sweep = .never(since: testNow.advanced(by: .zero - days(3)))
    robot.press("2", "8")
    #expect(robot.screen.contains("no sweep has ever run here"))
  }

  @Test func theDemoIsNeverOverdue() {
    var context = ConsoleContext.staging
    context.kind = .demo
    let robot = Robot(context: context, sweep: .never(since: .some(Instant(milliseconds: 0))))
    robot.press("8")
    #expect(robot.screen.contains("never run"))
    #expect(!robot.screen.contains("no sweep has ever run"))
    #expect(robot.model.sweepFact.severity == .info)
  }

  @Test func theLimitIsThatOfTheSettings() {
    var context = ConsoleContext.staging
    context.sweepPatience = days(8)
    #expect(Robot(context: context, sweep: .last(.wellEnded(days(7)))).model.attention == nil)
    #expect(Robot(context: context, sweep: .last(.wellEnded(days(9)))).model.attention != nil)
  }

  @Test func whatMayNotBeReadIsUnknown() {
    let robot = Robot(sweep: nil)
    robot.press("8")
    #expect(robot.model.sweepFact.severity == .unknown)
    #expect(robot.model.attention == nil)
    robot.press("6")
    #expect(robot.model.sweepStatus == nil)
  }

  @Test func whatASweepElsewhereDidShowsWithoutAKey() {
    let robot = Robot(sweep: .last(.wellEnded(days(2))))
    robot.stores.sweep = .last(.wellEnded(.zero))
    robot.wait(.seconds(599))
    #expect(robot.model.attention != nil)
    robot.wait(.seconds(1))
    #expect(robot.model.attention == nil)
  }

  @Test func whatTheLastSweepFoundIsOnHealth() throws {
    let robot = Robot(sweep: .last(.found))
    robot.press("8")
    try RecordedText("Tests/Fixtures/screens/health-sweep-found-80x24.txt")
      .expect(robot.screen + "\n")
  }

  @Test func anOverdueSweepStandsAboveTheHints() throws {
    let robot = Robot(sweep: .last(.wellEnded(days(2))))
    robot.press("6")
    try RecordedText("Tests/Fixtures/screens/audit-sweep-overdue-80x24.txt")
      .expect(robot.screen + "\n")
  }
}
