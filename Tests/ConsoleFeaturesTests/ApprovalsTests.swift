import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Requests for a second person: seen on every screen, read and decided on their own.
@Suite struct ApprovalsTests {
  private func waiting() -> Robot {
    let robot = Robot()
    robot.stores.approvals = TestHolds.approvals(at: testNow)
    return robot
  }

  @Test func whatWaitsIsSaidOnEveryScreen() {
    let robot = waiting()
    robot.wait(.seconds(2))
    for screen in ["2", "4", "6", "8"] {
      robot.press(screen).wait(.seconds(10))
      #expect(robot.screen.contains("1 request waits for a second person: :approvals"))
    }
  }

  @Test func aRequestThatExpiresIsNoLongerSaid() {
    let robot = waiting()
    robot.wait(.seconds(2)).wait(.seconds(10))
    #expect(robot.screen.contains("waits for a second person"))
    robot.stores.isAnswering = false
    robot.wait(ApprovalRules.usual)
    #expect(!robot.screen.contains("waits for a second person"))
  }

  @Test func itIsLookedForOnceAMinuteAndNotWhilePaused() {
    let robot = waiting()
    robot.wait(.seconds(2))
    _ = robot.takeEffects()
    robot.wait(.seconds(30))
    #expect(!robot.effects.contains { $0.slot == .waiting })
    robot.wait(.seconds(31))
    #expect(robot.effects.contains { $0.slot == .waiting })
    robot.press("p")
    _ = robot.takeEffects()
    robot.wait(.seconds(120))
    #expect(robot.effects == [])
  }

  @Test func approvingSendsTheRequestItsReasonAndTheKeyFile() {
    let robot = waiting()
    robot.command("approvals").press("a", "a").wait(.seconds(1))
    robot.type("Counsel agreed in writing").press("Tab").type("/keys/osei").press("Tab", "Enter")
    let decision = ApprovalDecision(
      request: String(repeating: "aa", count: 16),
      isApproved: true,
      reason: "Counsel agreed in writing",
      keyFile: "/keys/osei"
    )
    #expect(robot.effects.contains(.decide(decision)))
    #expect(robot.model.layers.isEmpty)
    #expect(robot.model.approvals.cursorRow?.state(at: robot.now) == .approved)
  }

  @Test func withoutAReasonNothingIsSent() {
    let robot = waiting()
    robot.command("approvals").press("a", "d").wait(.seconds(1))
    robot.type("no").press("Tab", "Enter")
    #expect(!robot.effects.contains { if case .decide = $0 { true } else { false } })
    #expect(robot.screen.contains("at least 10 characters"))
  }

  @Test func theSamePersonIsRefusedWithTheReasonUntilItIsRead() {
    let robot = waiting()
    robot.stores.decisionRefusal = .invalid(
      field: "approver",
      wanted: "a second person; the MongoDB user admin.ruiz asked for it; sign with an enrolled key"
    )
    robot.command("approvals").press("a", "a").wait(.seconds(1))
    robot.type("Counsel agreed in writing").press("Tab", "Tab", "Enter")
    robot.wait(.seconds(60))
    #expect(robot.screen.contains("REFUSED: NOTHING WAS CHANGED"))
    #expect(robot.screen.contains("admin.ruiz"))
    robot.press("Esc")
    #expect(robot.model.layers.isEmpty)
  }

  @Test func whatWasDecidedCanNotBeDecidedAgain() {
    let robot = waiting()
    robot.command("approvals").press("G", "a")
    #expect(robot.screen.contains("the request is consumed"))
  }
}
