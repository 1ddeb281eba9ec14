import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Finding a text in an open record, on every screen that has one.
@Suite struct DetailSearchTests {
  @Test func marksEveryHitWithoutRegardToCase() {
    let lines: [[Span]] = [[Span("One "), Span("none", .jsonKey)], [Span("two")]]
    let search = DetailSearch(text: "ON")
    #expect(search.hits(in: lines) == [0])
    #expect(
      search.marked(lines)[0] == [
        Span("On", .match), Span("e "), Span("n", .jsonKey), Span("on", .match),
        Span("e", .jsonKey),
      ]
    )
  }

  @Test func goesRoundAtBothEnds() {
    let lines = ["a", "b", "a", "b", "a"].map { [Span($0)] }
    let search = DetailSearch(text: "a")
    #expect(search.hit(from: 0, isForward: true, in: lines) == 2)
    #expect(search.hit(from: 4, isForward: true, in: lines) == 0)
    #expect(search.hit(from: 0, isForward: false, in: lines) == 4)
    #expect(DetailSearch(text: "c").hit(from: 0, isForward: true, in: lines) == nil)
  }

  @Test(arguments: [["6", "Enter"], ["2", "Enter"]])
  func findsInTheOpenRecord(keys: [String]) {
    let robot = Robot(size: .small)
    for key in keys { robot.press(key) }
    robot.press("/").type("hash").press("Enter", "n")
    #expect(robot.model.shell.searched == "hash")
    #expect(robot.screen.contains("hash"))
    robot.press("Esc")
    #expect(robot.model.shell.searched == nil)
    #expect(robot.model.hasDetailFocus)
  }

  @Test func escapeBringsBackWhatWasLookedForBefore() {
    let robot = Robot(size: .small)
    robot.press("6", "Enter", "/").type("hash").press("Enter")
    let top = robot.model.audit.detailTop
    robot.press("/", "Backspace", "Esc")
    #expect(robot.model.shell.searched == "hash")
    #expect(robot.model.audit.detailTop == top)
  }

  @Test func saysThatNothingWasFound() {
    let robot = Robot()
    robot.press("6", "Enter", "/").type("zzz").press("Enter")
    #expect(robot.model.shell.flash?.text == "not found: zzz")
  }

  @Test func inTheListTheSlashFiltersAndNFindsNothing() {
    let robot = Robot()
    robot.press("6", "n")
    #expect(robot.model.shell.flash?.text.contains("open one first") == true)
    robot.press("/")
    #expect(robot.model.layers.count == 1)
    guard case .filter? = robot.model.layers.last else {
      Issue.record("no filter prompt is open")
      return
    }
  }
}
