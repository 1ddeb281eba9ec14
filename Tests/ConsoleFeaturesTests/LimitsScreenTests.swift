import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// The Limits screen as text; `make record` writes it again and the difference is reviewed.
@Suite struct LimitsScreenTests {
  private func expect(_ robot: Robot, _ name: String) throws {
    try RecordedText("Tests/Fixtures/screens/\(name).txt").expect(robot.screen + "\n")
  }

  @Test(arguments: [
    ("60x16", Size.small, Glyphs.unicode), ("80x24", Size.usual, Glyphs.unicode),
    ("120x40", Size.large, Glyphs.unicode), ("80x24-ascii", Size.usual, Glyphs.ascii),
  ])
  func counters(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = Robot(size: size, glyphs: glyphs)
    robot.press("3").wait(.seconds(1)).press("j", "Space", "j")
    try expect(robot, "limits-\(name)")
  }

  @Test func countersWide() throws {
    let robot = Robot(size: Size(columns: 160, rows: 24))
    robot.press("3", "w")
    try expect(robot, "limits-wide-160x24")
  }

  @Test func counterDetail() throws {
    let robot = Robot()
    robot.press("3").wait(.seconds(1)).press("Enter")
    try expect(robot, "limits-detail-80x24")
  }

  @Test func jumps() throws {
    let robot = Robot()
    robot.press("3", "o")
    try expect(robot, "limits-jumps-80x24")
  }

  @Test func noLimiterInTheProfile() throws {
    let robot = Robot()
    robot.stores.counters = TestCounters.snapshot([], limiters: [], at: robot.now)
    robot.press("3")
    try expect(robot, "limits-none-80x24")
  }
}
