import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Resets and blocks begin here and are made by the gate alone.
@Suite struct LimitActionsTests {
  private let elevated = Elevation.open(until: nil, reason: "Incident 4711", ticket: "none yet")

  private func plans(_ robot: Robot) -> [ActionRequest] {
    robot.effects.compactMap { if case .plan(_, let request) = $0 { request } else { nil } }
  }

  @Test func theMenuSaysWhyNothingCanBeDoneYet() {
    let robot = Robot()
    robot.press("3", "a")
    #expect(robot.screen.contains("needs RW: press R"))
    robot.press("r")
    #expect(plans(robot).isEmpty)
  }

  @Test func theCounterUnderTheCursorIsReset() {
    let robot = Robot(elevation: elevated)
    robot.press("3", "a", "r")
    let id = TestCounters.id(TestCounters.few[3])
    #expect(plans(robot) == [.resetCounters([CounterTarget(id)])])
  }

  @Test func markedCountersAreResetWithWhatIsKnownOfTheirAddress() {
    let robot = Robot(elevation: elevated)
    robot.press("3", "/").type("limiter:sign-in").press("Enter", "*").command("reset-limit")
    guard case .resetCounters(let targets)? = plans(robot).first else {
      Issue.record("no reset was planned")
      return
    }
    #expect(targets.count == 3)
    #expect(targets.count { $0.isProxy } == 1)
  }

  @Test func allCountersOfAClientAreReset() {
    let robot = Robot(elevation: elevated)
    robot.press("3", "a", "c")
    #expect(plans(robot) == [.resetClient(LimiterClient("203.0.113.19"))])
  }

  @Test func aClientIsBlockedWhereTheLibraryHonoursThat() {
    let robot = Robot(elevation: elevated)
    robot.press("3", "/").type("limiter:sign-in ip:203.0.113.20").press("Enter", "a", "b")
    let id = TestCounters.id(TestCounters.few[1])
    #expect(plans(robot) == [.blockClient(LimitBlock(id, for: .seconds(900)))])
  }

  @Test func aBlockIsGreyedWhereItWouldMeanNothingOrTooMuch() {
    let robot = Robot(size: .large, elevation: elevated)
    robot.press("3", "a")
    #expect(robot.screen.contains("knows no block from outside"))
    robot.press("Esc", "/").type("ip:10.2.14.77").press("Enter").command("block 15m")
    #expect(plans(robot).isEmpty)
    #expect(robot.model.shell.flash?.text.contains("proxy?") == true)
  }

  @Test func aTimeThatIsNoneIsRefused() {
    #expect(Model.blockDuration("15m") == .seconds(900))
    #expect(Model.blockDuration("400d") == nil)
    #expect(Model.blockDuration("soon") == nil)
    #expect(Model.blockDuration("1h resets<1s") == nil)
  }
}
