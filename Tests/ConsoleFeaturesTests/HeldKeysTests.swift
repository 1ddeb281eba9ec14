import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Keys that are typed while another list was asked for act on that list.
@Suite struct HeldKeysTests {
  /// A filter that leaves sessions of the fifth user alone, asked for and not answered.
  private func waiting() -> Robot {
    let robot = Robot()
    robot.stores.isAnswering = false
    robot.press("/").type("user:\(TestSessions.userID(5))").press("Enter")
    return robot
  }

  /// Answers the newest arrangement that was asked for.
  private func arrange(_ robot: Robot) throws {
    let asked = robot.effects.reversed().compactMap { effect in
      if case .arrangeSessions(let generation, let request) = effect {
        (generation, request)
      } else {
        nil
      }
    }
    let (generation, request) = try #require(asked.first)
    robot.send(.sessionsArranged(generation: generation, try request.arranged()))
  }

  private func details(_ robot: Robot) -> [SessionID] {
    robot.effects.compactMap { if case .loadDetail(_, let id) = $0 { id } else { nil } }
  }

  @Test func enterOpensTheFirstMatchAndNotTheOldRow() throws {
    let robot = waiting()
    let old = try #require(robot.model.sessions.cursor?.id)
    robot.press("Enter")
    #expect(details(robot) == [])
    try arrange(robot)
    let shown = try #require(robot.model.sessions.cursorRow)
    #expect(shown.id != old)
    #expect(shown.userID == TestSessions.userID(5))
    #expect(details(robot) == [shown.id])
  }

  @Test func whatFollowsIsTypedInTheSameOrder() throws {
    let robot = waiting()
    robot.press("j", "Space", "p")
    #expect(robot.model.sessions.marks.isEmpty)
    #expect(!robot.model.shell.isPaused)
    try arrange(robot)
    #expect(robot.model.sessions.cursor?.position == 1)
    let marked = robot.model.sessions.marks.targets
    #expect(marked.count == 1 && marked[0].userID == TestSessions.userID(5))
    #expect(robot.model.shell.isPaused)
  }

  @Test func aCommandOfThePaletteWaitsToo() throws {
    let robot = waiting()
    robot.command("mark")
    #expect(robot.model.sessions.marks.isEmpty)
    try arrange(robot)
    #expect(robot.model.sessions.marks.targets.first?.userID == TestSessions.userID(5))
    #expect(robot.model.layers.isEmpty)
  }

  @Test(arguments: ["Esc", "Ctrl-C"])
  func canBeForgotten(key: String) throws {
    let robot = waiting()
    robot.press("Enter", key)
    try arrange(robot)
    #expect(details(robot) == [])
    #expect(!robot.model.sessions.isDetailOpen)
  }

  @Test func screensAndConsoleAnswerAtOnce() {
    let robot = waiting()
    robot.press("8")
    #expect(robot.model.shell.navigation.current == .health)
    robot.press("2", "?")
    #expect(robot.model.layers.count == 1)
  }

  @Test func aListThatOnlyGrowsHoldsNothingBack() throws {
    let robot = Robot()
    robot.stores.isAnswering = false
    robot.press("r")
    robot.send(.scanEnded(generation: 2, TestSessions.snapshot(TestSessions.rows(30), scan: 2)))
    #expect(robot.model.sessions.arranging != nil)
    robot.press("j")
    #expect(robot.model.sessions.cursor?.position == 1)
  }

  @Test func keysAreHeldWithoutGrowingForEver() {
    let robot = waiting()
    for _ in 0..<200 { robot.press("j") }
    #expect(robot.model.heldKeys?.events.count == HeldKeys.limit)
  }
}
