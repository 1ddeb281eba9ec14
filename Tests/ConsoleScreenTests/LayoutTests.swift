import ConsoleScreen
import Testing

@Suite("Layout")
struct LayoutTests {
  @Test func cutsTakeNoMoreThanThereIs() {
    var rest = Rect(row: 0, column: 0, columns: 10, rows: 5)
    #expect(rest.cutTop(1) == Rect(row: 0, column: 0, columns: 10, rows: 1))
    #expect(rest.cutBottom(2) == Rect(row: 3, column: 0, columns: 10, rows: 2))
    #expect(rest.cutLeft(3) == Rect(row: 1, column: 0, columns: 3, rows: 2))
    #expect(rest.cutRight(4) == Rect(row: 1, column: 6, columns: 4, rows: 2))
    #expect(rest == Rect(row: 1, column: 3, columns: 3, rows: 2))
    #expect(rest.cutTop(9).rows == 2)
    #expect(rest.isEmpty)
    #expect(rest.cutBottom(1).isEmpty)
    #expect(rest.cutLeft(-1).isEmpty)
  }

  @Test func insetAndCenterStayInside() {
    let rect = Rect(row: 2, column: 2, columns: 10, rows: 4)
    #expect(rect.inset(columns: 2, rows: 1) == Rect(row: 3, column: 4, columns: 6, rows: 2))
    #expect(rect.inset(columns: 9, rows: 9).isEmpty)
    #expect(rect.centered(columns: 4, rows: 2) == Rect(row: 3, column: 5, columns: 4, rows: 2))
    #expect(rect.centered(columns: 99, rows: 99) == rect)
    #expect(rect.intersection(Rect(row: 50, column: 50, columns: 1, rows: 1)).isEmpty)
    #expect(rect.contains(Position(row: 5, column: 11)))
    #expect(!rect.contains(Position(row: 6, column: 11)))
  }

  @Test func scrollKeepsTheCursorInView() {
    var scroll = ScrollState()
    scroll.move(by: 7, count: 10, height: 3)
    #expect((scroll.cursor, scroll.offset) == (7, 5))
    scroll.move(by: -1, count: 10, height: 3)
    #expect((scroll.cursor, scroll.offset) == (6, 5))
    scroll.move(by: .min, count: 10, height: 3)
    #expect((scroll.cursor, scroll.offset) == (0, 0))
    scroll.move(by: .max, count: 10, height: 3)
    #expect((scroll.cursor, scroll.offset) == (9, 7))
    scroll.keepInView(count: 2, height: 3)
    #expect((scroll.cursor, scroll.offset) == (1, 0))
    scroll.keepInView(count: 0, height: 3)
    #expect((scroll.cursor, scroll.offset) == (0, 0))
    #expect(scroll.visible(count: 0, height: 3).isEmpty)
  }

  @Test func scrollHoldsForAnyStep() {
    var generator = SeededGenerator(seed: 0x5C0)
    var scroll = ScrollState()
    for step in 0..<5_000 {
      let count = Int.random(in: 0..<30, using: &generator)
      let height = Int.random(in: 0..<12, using: &generator)
      scroll.move(by: Int.random(in: -20...20, using: &generator), count: count, height: height)
      let visible = scroll.visible(count: count, height: max(1, height))
      #expect(count == 0 || visible.contains(scroll.cursor), "step \(step)")
      #expect(visible.count == min(count, max(1, height)), "step \(step)")
    }
  }

  @Test(
    arguments: [
      ("the quick brown fox", 9, ["the quick", "brown fox"]), ("", 5, [""]),
      ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("a 日本語 b", 4, ["a", "日本", "語 b"]), ("日", 1, ["?"]), ("a  b", 9, ["a b"]),
    ])
  func wrapsAtSpaces(_ text: String, _ cells: Int, _ expected: [String]) {
    #expect(Wrap.lines(text, cells: cells) == expected)
  }
}
