import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// The register of holds, what a check found, and what can be done to a hold.
@Suite struct HoldsTests {
  private let elevated = Elevation.open(until: nil, reason: "Claim 12/26 filed", ticket: "none yet")

  @Test func whatHasToBeLookedAtComesFirstAndWhatIsOverIsHidden() {
    let robot = Robot()
    robot.press("4")
    #expect(
      robot.model.holds.rows.map(\.holdID) == [
        "H-000000000003", "H-000000000002", "H-000000000001",
      ]
    )
    robot.press("A")
    #expect(robot.model.holds.rows.last?.holdID == "H-000000000004")
  }

  @Test func driftIsUnknownUntilSomebodyAsksForIt() {
    let robot = Robot()
    robot.press("4")
    #expect(robot.screen.contains("drift not known (C compares)"))
    #expect(!robot.effects.contains { if case .checkHolds = $0 { true } else { false } })
    robot.press("C")
    #expect(robot.screen.contains("2 findings"))
    #expect(robot.screen.contains("? of offices"))
    #expect(robot.screen.contains("3 of users"))
  }

  @Test func countingHappensWhenAHoldIsOpenedAndNotBefore() {
    let robot = Robot(size: .large)
    robot.press("4", "j")
    let counts = robot.effects.count { if case .countHold = $0 { true } else { false } }
    #expect(counts == 0)
    #expect(robot.screen.contains("not counted yet"))
    robot.press("k", "Enter")
    #expect(robot.screen.contains("1,202 of 1,204 held"))
  }

  @Test func aFilterFindsHoldsThatAreOverWhenItNamesTheirState() {
    let robot = Robot()
    robot.press("4", "/").type("state:released").press("Enter")
    #expect(robot.model.holds.rows.map(\.holdID) == ["H-000000000004"])
    robot.press("Esc", "/").type("fire").press("Enter")
    #expect(robot.model.holds.rows.map(\.holdID) == ["H-000000000003"])
  }

  @Test func theCursorStaysOnItsHoldWhateverTheOrder() {
    let robot = Robot()
    robot.press("4", "j")
    let before = robot.model.holds.cursor
    robot.command("sort matter").press("S", "r")
    #expect(robot.model.holds.cursor == before)
  }

  @Test func eachChangeIsOfferedWhereTheHoldAllowsIt() {
    let now = testNow
    let active = TestHolds.holds[0]
    let releasing = TestHolds.holds[1]
    let partial = TestHolds.holds[2]
    #expect(HoldChange.release.obstacle(to: active, at: now) == nil)
    #expect(HoldChange.release.obstacle(to: releasing, at: now) == "the hold is releasing")
    #expect(HoldChange.cancelRelease.obstacle(to: releasing, at: now) == nil)
    #expect(HoldChange.cancelRelease.obstacle(to: active, at: now) == "the hold is active")
    #expect(HoldChange.withdraw.obstacle(to: partial, at: now) == nil)
    #expect(HoldChange.withdraw.obstacle(to: active, at: now)?.contains("more than a day") == true)
    #expect(HoldChange.resume.obstacle(to: partial, at: now) == nil)
    #expect(HoldChange.resume.obstacle(to: TestHolds.holds[3], at: now) == "the hold is released")
  }

  @Test func aReleaseIsPlannedForTheHoldUnderTheCursor() {
    let robot = Robot(elevation: elevated)
    robot.command("hold H-000000000001").press("a", "r")
    #expect(
      robot.effects.contains { effect in
        if case .plan(_, .releaseHold("H-000000000001")) = effect { true } else { false }
      }
    )
  }

  @Test func inReadOnlyTheMenuSaysWhatIsMissing() {
    let robot = Robot()
    robot.command("hold H-000000000001").press("a")
    #expect(robot.screen.contains("needs RW: press R"))
    robot.press("r")
    #expect(!robot.effects.contains { if case .plan = $0 { true } else { false } })
  }

  @Test func aHoldThatTheRegisterDoesNotHaveIsSaidToBeMissing() {
    let robot = Robot()
    robot.command("hold H-nowhere")
    #expect(robot.screen.contains("the register has no hold H-nowhere"))
    robot.command("hold H-000000000004")
    #expect(robot.model.holds.cursorItem?.holdID == "H-000000000004")
  }

  @Test func aRegisterThatCanNotBeReadStaysAndIsMarkedStale() {
    let robot = Robot()
    robot.press("4")
    robot.stores.mongoProblem = .unreachable(
      StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
      reason: "refused"
    )
    robot.press("r")
    #expect(robot.screen.contains("stale: 0s old"))
    #expect(robot.screen.contains("Tender compla"))
  }
}
