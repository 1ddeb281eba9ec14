import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// What was refused over time: the chart, who it was, spikes, and the line on every screen.
@Suite struct RefusalsTests {
  private func expect(_ robot: Robot, _ name: String) throws {
    try RecordedText("Tests/Fixtures/screens/\(name).txt").expect(robot.screen + "\n")
  }

  private func robot(
    size: Size = .usual,
    glyphs: Glyphs = .unicode,
    isOpen: Bool = false
  ) -> Robot {
    let robot = Robot(size: size, glyphs: glyphs)
    robot.press("3")
    robot.send(
      .refusalsPublished(
        generation: 1,
        TestRefusals.history(isOpen: isOpen, at: robot.now)
      )
    )
    return robot
  }

  @Test func theWatchBeginsWithTheConsole() {
    let robot = Robot()
    #expect(robot.effects.contains(.watchRefusals(generation: 1)))
  }

  @Test(arguments: [
    ("80x24", Size.usual, Glyphs.unicode), ("120x40", Size.large, Glyphs.unicode),
    ("80x24-ascii", Size.usual, Glyphs.ascii), ("60x16", Size.small, Glyphs.unicode),
  ])
  func chart(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = robot(size: size, glyphs: glyphs)
    robot.press("c")
    try expect(robot, "limits-chart-\(name)")
  }

  @Test func theStripStandsAboveTheListWhereThereIsRoom() throws {
    let robot = robot(size: .large, isOpen: true)
    try expect(robot, "limits-strip-120x40")
  }

  @Test func talkersAndSpikes() throws {
    let robot = robot()
    robot.press("t")
    try expect(robot, "limits-talkers-80x24")
    robot.press("Esc", "I")
    try expect(robot, "limits-spikes-80x24")
  }

  @Test func withoutASourceItIsNotRecordedAndNeverZero() {
    let robot = Robot()
    robot.press("3", "c")
    robot.send(.refusalsPublished(generation: 1, RefusalHistory()))
    #expect(robot.screen.contains("not recorded"))
    robot.press("Esc", "t")
    #expect(robot.screen.contains("Not recorded"))
    robot.press("Esc", "I")
    #expect(robot.screen.contains("Not recorded"))
  }

  @Test func anOpenSpikeIsSaidOnEveryScreenWithTheKeyThatOpensIt() {
    let robot = robot(isOpen: true)
    robot.press("2")
    #expect(robot.screen.contains("AL-1 refusals spike since"))
    robot.press("8")
    robot.wait(.seconds(7))
    #expect(robot.screen.contains("AL-1 refusals spike since"))
  }

  @Test func aSpikeThatEndedIsNoAttention() {
    let robot = robot()
    #expect(robot.model.limits.refusals.spikes.count == 1)
    #expect(robot.model.refusalAttention?.contains("AL-1") != true)
  }

  @Test func theCursorSaysExactlyWhatAColumnHolds() {
    let robot = robot(size: .large)
    // The first press takes the newest column; the peak is six before it.
    robot.press("h", "h", "h", "h", "h", "h", "h")
    #expect(robot.screen.contains("97 refused of 997 requests"))
    robot.press("Esc")
    #expect(robot.model.limits.refusals.cursor == nil)
  }

  @Test func whatNobodyRecordedIsSaidUnderTheCursor() {
    let robot = robot(size: .large)
    for _ in 0..<40 { robot.press("h") }
    #expect(robot.screen.contains("Z not recorded"))
  }

  @Test func theScaleShrinksOnlyAfterAMinute() {
    var scale = ChartScale()
    scale.fit(97, at: testNow)
    #expect(scale.top == 100)
    scale.fit(3, at: testNow.advanced(by: .seconds(30)))
    #expect(scale.top == 100)
    scale.fit(3, at: testNow.advanced(by: .seconds(61)))
    #expect(scale.top == 5)
    scale.fit(201, at: testNow.advanced(by: .seconds(62)))
    #expect(scale.top == 500)
  }

  @Test func fromATalkerToItsCountersAndBack() {
    let robot = robot()
    robot.press("t", "Enter")
    #expect(robot.model.limits.filter == #"ip="203.0.113.19""#)
    #expect(robot.model.limits.listing?.count == 2)
    robot.press("Esc")
    #expect(robot.model.limits.filter.isEmpty)
  }

  @Test func aNetworkLeadsToTheCountersOfItsAddresses() {
    let robot = robot()
    robot.press("t", "t")
    #expect(robot.model.limits.refusals.talkerAxis == .network)
    robot.press("Enter")
    #expect(robot.model.limits.listing?.count == 3)
  }

  @Test func aSpikeOpensOnTheChart() {
    let robot = robot()
    robot.press("I", "Enter")
    #expect(robot.model.limits.refusals.page == .chart)
    #expect(robot.model.limits.refusals.cursor != nil)
    #expect(robot.screen.contains("97 refused"))
  }

  @Test func marksAndActionsAreOfCountersAlone() {
    let robot = robot()
    robot.press("t", "Space", "*", "x", "y", "e", "a")
    #expect(robot.model.limits.marks.isEmpty)
    #expect(robot.model.layers.isEmpty)
    #expect(!robot.effects.contains { if case .exportCounters = $0 { true } else { false } })
  }

  @Test func aPausedDisplayFollowsNothingAndBeginsAgain() {
    let robot = robot()
    robot.press("p")
    #expect(robot.effects.last == .cancel(.refusals))
    let before = robot.model.limits.refusals.history?.now
    robot.now = robot.now.advanced(by: .seconds(90))
    robot.send(
      .refusalsPublished(generation: 1, TestRefusals.history(isOpen: true, at: robot.now))
    )
    #expect(robot.model.limits.refusals.history?.now == before)
    robot.press("p")
    #expect(robot.effects.contains(.watchRefusals(generation: 2)))
  }
}
