import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// What a colour says is said by role; the text of a screen alone does not show it.
@Suite struct StyleTests {
  private func roles(_ robot: Robot, row: Int) -> Set<Role> {
    Set(robot.model.view().row(row).map(\.role))
  }

  @Test func theWordThatIsNotUnderstoodIsMarkedAndNoOther() {
    let robot = Robot()
    robot.press("/").type("ip:10.2.* colour:red")
    let frame = robot.model.view()
    let marked = (0..<80).filter { frame[22, $0].role == .inputError }
    #expect(marked == Array(12..<18))
  }

  @Test func theBandShowsTheKindOfEnvironmentAndTheRightToChange() {
    let robot = Robot(elevation: .open(until: nil, reason: "Incident 4711", ticket: "none yet"))
    #expect(roles(robot, row: 0) == [.bandStaging, .bandReadWrite])
    #expect(roles(Robot(), row: 0) == [.bandStaging])
  }

  @Test func rowsOfALostServerAreStale() {
    let robot = Robot()
    robot.stores.redisProblem = .timedOut(
      StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
      after: .seconds(4)
    )
    robot.wait(.seconds(3))
    #expect(roles(robot, row: 5).contains(.stale))
  }

  @Test func aHeldSessionIsMarkedAsHeld() {
    #expect(roles(Robot(), row: 5).contains(.hold))
  }

  @Test func theReviewHasADangerousBorderAndCancelTheFocus() {
    let robot = Robot(
      elevation: .open(until: nil, reason: "Incident 4711, laptop", ticket: "none yet")
    )
    robot.command("revoke").wait(.seconds(1))
    let frame = robot.model.view()
    #expect(roles(robot, row: 2).contains(.dialogDanger))
    let focused = (0..<24).flatMap { frame.row($0).filter { $0.role == .buttonFocus } }
    #expect(String(focused.map(\.character)) == "[ Cancel ]")
  }

  @Test func asciiScreensHoldNothingElse() {
    let robot = Robot(
      glyphs: .ascii,
      elevation: .open(until: nil, reason: "Incident 4711, laptop", ticket: "none yet")
    )
    let visits: [[String]] = [
      ["2"], ["Enter"], ["Esc", "6"], ["Enter"], ["Esc", "8"], ["?"], ["Esc", ":"],
      ["Esc", "2", "/"],
      ["Esc", "y"], ["Esc", "s"], ["Esc", "a", "r"], ["Esc", "!"],
    ]
    for keys in visits {
      for key in keys { robot.press(key) }
      let foreign = robot.screen.filter { !$0.isASCII }
      #expect(foreign.isEmpty, "\(keys)")
    }
  }

  @Test func aRemappedKeyIsWhatHintsAndHelpSay() throws {
    let robot = Robot()
    robot.model.keyMap = try KeyMap(
      CommandTable.entries.map(\.binding),
      replacing: ["actions": [.character("z")]]
    )
    #expect(robot.screen.contains("z actions"))
    robot.press("z")
    #expect(robot.screen.contains("Actions"))
  }
}
