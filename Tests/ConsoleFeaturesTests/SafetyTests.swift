import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Nothing changes without a person's agreement to what was shown.
@Suite struct SafetyTests {
  private func changes(_ effects: [Effect]) -> [Effect] {
    effects.filter { effect in
      switch effect {
      case .apply, .plan: true
      default: false
      }
    }
  }

  private static let changing = CommandTable.entries.filter { $0.tier > .read }

  @Test func thereIsSomethingToProve() { #expect(!Self.changing.isEmpty) }

  @Test(arguments: changing.map(\.id))
  func aChangingCommandDoesNothingInReadOnly(id: CommandID) throws {
    let robot = Robot()
    robot.press("Space")
    for key in robot.model.keyMap.keys(of: id) { robot.send(.input(.key(key))) }
    robot.command("\(id.rawValue) \(TestSessions.userID(1))")
    robot.press("a", "r")
    robot.press("Esc", "a", "u", "Esc", "?")
    robot.type(id.rawValue).press("Enter", "Esc")
    robot.wait(.seconds(1)).press("Enter", "Tab", "Enter")
    #expect(changes(robot.effects) == [])
    #expect(robot.model.jobs.running == nil)
  }

  @Test(arguments: changing.map(\.id))
  func aChangingCommandHasNoKeyOfItsOwn(id: CommandID) {
    #expect(CommandTable.entry(id)?.keys == [])
  }

  @Test func readOnlyByTheContextSaysWhy() {
    let robot = Robot(elevation: .readOnly(reason: "the context is read-only"))
    robot.press("R")
    #expect(robot.model.layers.isEmpty)
    #expect(robot.model.shell.flash?.text.contains("the context is read-only") == true)
  }

  @Test func anElevationEndsByTimeAndByIdleness() {
    let until = testNow.advanced(by: .seconds(600))
    let elevation = Elevation.open(until: until, reason: "Incident 4711", ticket: "none yet")
    let idle = Robot(elevation: elevation)
    idle.press("j").wait(.seconds(179))
    #expect(idle.model.elevation == elevation)
    idle.wait(.seconds(2))
    #expect(idle.model.elevation == .readOnly(reason: nil))
    #expect(idle.effects.contains(.dropElevation))

    let busy = Robot(elevation: elevation)
    for _ in 0..<6 { busy.wait(.seconds(100)).press("j") }
    #expect(busy.model.elevation == .readOnly(reason: nil))
  }

  @Test func suspendingGivesTheRightBackFirst() {
    let robot = Robot(elevation: .open(until: nil, reason: "Incident 4711", ticket: "none yet"))
    robot.press("Ctrl-Z")
    #expect(Array(robot.effects.suffix(2)) == [.dropElevation, .suspend])
  }

  @Test func aStopFromOutsideWaitsForARunningAction() {
    let robot = Robot(
      elevation: .open(until: nil, reason: "Incident 4711, laptop", ticket: "none yet")
    )
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter")
    robot.send(.suspending)
    #expect(!robot.effects.contains(.suspend))
  }

  @Test func withoutMongoNothingIsPlannedOrRevealed() {
    let robot = Robot(elevation: .open(until: nil, reason: "Incident 4711", ticket: "none yet"))
    robot.stores.mongoProblem = .unreachable(
      StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
      reason: "refused"
    )
    robot.wait(.seconds(3)).press("x")
    #expect(robot.model.layers.isEmpty)
    robot.command("revoke")
    #expect(changes(robot.effects) == [])
    #expect(robot.screen.contains("names unknown"))
  }

  @Test func pausedAsksForNothingAndDrawsTheSame() {
    let robot = Robot()
    robot.press("p")
    _ = robot.takeEffects()
    let screen = robot.model.view()
    robot.wait(.seconds(5)).wait(.seconds(300))
    #expect(robot.effects == [])
    #expect(robot.model.view() == screen)
    #expect(robot.model.tickDelay == nil)
  }
}
