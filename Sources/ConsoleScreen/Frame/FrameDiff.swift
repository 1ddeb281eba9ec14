/// What must be written to turn one frame into another: runs of changed cells.
///
/// A run holds whole characters; a wide one is never cut.
package struct FrameDiff: Equatable, Sendable {
  /// Neighbouring changed cells of one row.
  package struct Run: Equatable, Sendable {
    package var row: Int
    package var column: Int
    package var cells: [Cell]
  }

  package private(set) var runs: [Run] = []
  /// Where the cursor stands afterwards; nil hides it.
  package let cursor: Position?
  /// Whether the cursor moved, appeared or vanished.
  package let isCursorChanged: Bool

  /// Compares two frames; everything changes when the old one is missing or of another size.
  package init(from old: Frame?, to new: Frame) {
    cursor = new.cursor
    isCursorChanged = old == nil || old?.cursor != new.cursor
    let base = old?.size == new.size ? old : nil
    for row in 0..<new.size.rows { compare(base?.row(row), new.row(row), row) }
  }

  /// Whether nothing needs writing.
  package var isEmpty: Bool { runs.isEmpty && !isCursorChanged }

  private mutating func compare(_ old: ArraySlice<Cell>?, _ new: ArraySlice<Cell>, _ row: Int) {
    guard let old else {
      if !new.isEmpty { runs.append(Run(row: row, column: 0, cells: Array(new))) }
      return
    }
    let shift = old.startIndex - new.startIndex
    func isChanged(_ index: Int) -> Bool { old[index + shift] != new[index] }
    var index = new.startIndex
    while index < new.endIndex {
      guard isChanged(index) else {
        index += 1
        continue
      }
      var start = index
      if new[start].width == 0, start > new.startIndex { start -= 1 }
      while index < new.endIndex, isChanged(index) || new[index].width == 0 { index += 1 }
      runs.append(
        Run(row: row, column: start - new.startIndex, cells: Array(new[start..<index]))
      )
    }
  }
}

extension Frame {
  /// The frame after a diff made against it was written; both have the same size.
  package func applying(_ diff: FrameDiff) -> Frame {
    var frame = self
    for run in diff.runs { frame.replace(row: run.row, column: run.column, with: run.cells) }
    frame.cursor = diff.cursor
    return frame
  }
}
