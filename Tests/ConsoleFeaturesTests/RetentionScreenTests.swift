import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// What deletes by age, on a screen, and creating the index that is absent.
@Suite struct RetentionScreenTests {
  private let open = Elevation.open(
    until: testNow.advanced(by: .seconds(600)),
    reason: "Retention policy 2026",
    ticket: "LEGAL-9"
  )

  private func words(_ robot: Robot) -> String {
    robot.screen.split(whereSeparator: { $0.isWhitespace || "│║".contains($0) })
      .joined(separator: " ")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func fixtures(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.command("retention").press("j", "j")
    try RecordedText("Tests/Fixtures/screens/retention-\(name).txt").expect(robot.screen + "\n")
    robot.press("G")
    try RecordedText("Tests/Fixtures/screens/retention-absent-\(name).txt")
      .expect(robot.screen + "\n")
  }

  @Test func everyRowIsReachedAndExplained() {
    let robot = Robot()
    robot.command("retention")
    #expect(robot.model.shell.navigation.current == .retention)
    #expect(words(robot).contains("Held documents that it will delete: 1."))
    robot.press("j")
    #expect(words(robot).contains("A hold takes the date away"))
    robot.press("j", "j")
    #expect(words(robot).contains("Past retention now: unknown."))
    robot.press("j")
    #expect(words(robot).contains("delete at once: 1,204 events"))
    robot.press("j", "j", "g")
    #expect(robot.model.retention.position == 0)
  }

  @Test func whatIsNotKnownIsNeverZeroAndSaid() {
    let robot = Robot()
    robot.command("retention")
    #expect(robot.screen.contains("not all is known"))
    #expect(words(robot).contains("seats: "))
    #expect(robot.screen.contains("10,000+"))
  }

  @Test func theIndexIsCreatedByPlanReviewAndPhrase() throws {
    let robot = Robot(elevation: open)
    robot.command("retention").press("a", "c")
    guard case .review(let dialog)? = robot.model.layers.last else {
      Issue.record("no review")
      return
    }
    #expect(dialog.plan.request == .createRetentionIndex)
    #expect(words(robot).contains("The server deletes 1,204 events"))
    robot.wait(.seconds(1)).press("Tab", "Tab", "Tab").type("delete 1204 in eu-west-1")
    robot.press("Enter", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    _ = robot.takeEffects()
    robot.send(.finished(TestDocumentPlans.receipt(of: plan, at: robot.now)))
    #expect(robot.effects.contains { if case .loadRetention = $0 { true } else { false } })
  }

  @Test func whatThisIdentityMayNotCreateIsGreyedWithTheReason() throws {
    let robot = Robot(elevation: open)
    robot.stores.missingRights = [
      MissingRight(
        Right(.backend, "createIndex", "eventlogs"),
        reason: "not authorized on app to execute createIndex on eventlogs"
      )
    ]
    robot.command("health").press("r").command("retention")
    robot.command("create-retention-index")
    #expect(robot.screen.contains("not authorized on app to execute createIndex"))
    #expect(!robot.effects.contains { if case .plan = $0 { true } else { false } })
  }

  @Test func aFailedReadingKeepsWhatWasReadAndSaysSo() {
    let robot = Robot()
    robot.command("retention")
    robot.stores.isAnswering = false
    robot.press("r")
    robot.send(.failed(.retention, generation: 2, TestRetention.missing))
    #expect(robot.model.retention.report != nil)
    #expect(robot.screen.contains("stale"))
  }
}
