import ConsoleScreen
import Testing

@Suite("Frame diff")
struct FrameDiffTests {
  private let size = Size(columns: 12, rows: 2)

  @Test func equalFramesNeedNothing() {
    var frame = Frame(size: size)
    frame.put("日本 abc", row: 0, column: 0)
    #expect(FrameDiff(from: frame, to: frame).isEmpty)
  }

  @Test func findsTheChangedCellsOnly() {
    var old = Frame(size: size)
    old.put("abcdef", row: 0, column: 0)
    var new = old
    new.put("X", row: 0, column: 2)
    new.put("Y", row: 1, column: 11, role: .match)
    let runs = FrameDiff(from: old, to: new).runs
    #expect(runs.map { [$0.row, $0.column, $0.cells.count] } == [[0, 2, 1], [1, 11, 1]])
  }

  @Test func aRunHoldsWholeWideCharacters() {
    var old = Frame(size: size)
    old.put("日本", row: 0, column: 0)
    var new = old
    new.paint(Rect(row: 0, column: 3, columns: 1, rows: 1), role: .match)
    let runs = FrameDiff(from: old, to: new).runs
    #expect(runs.map { [$0.row, $0.column, $0.cells.count] } == [[0, 2, 2]])
  }

  @Test func aNewSizeChangesEverything() {
    let old = Frame(size: Size(columns: 3, rows: 3))
    let diff = FrameDiff(from: old, to: Frame(size: size))
    #expect(diff.runs.map(\.cells.count) == [12, 12])
    #expect(FrameDiff(from: nil, to: Frame(size: size)).isCursorChanged)
  }

  @Test func theCursorCountsAsAChange() {
    let old = Frame(size: size)
    var new = old
    new.cursor = Position(row: 1, column: 1)
    #expect(!FrameDiff(from: old, to: new).isEmpty)
    #expect(FrameDiff(from: old, to: new).runs.isEmpty)
  }

  @Test func applyingTheDiffGivesTheNewFrame() {
    var generator = SeededGenerator(seed: 0xD1FF)
    for round in 0..<2_000 {
      var old = Frame(size: size)
      RandomDrawing.draw(into: &old, using: &generator)
      var new = Bool.random(using: &generator) ? old : Frame(size: size)
      RandomDrawing.draw(into: &new, using: &generator)
      let diff = FrameDiff(from: old, to: new)
      #expect(old.applying(diff) == new, "round \(round)")
      for run in diff.runs {
        #expect(run.cells.first?.width != 0 && run.cells.last?.width != 2, "round \(round)")
      }
    }
  }
}
