/// Layout by cutting: take a strip off a side, go on with the rest.
///
/// A cut takes at most what there is, so every layout holds at every size.
extension Rect {
  /// Takes rows off the top.
  package mutating func cutTop(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    defer {
      row += taken
      rows -= taken
    }
    return Rect(row: row, column: column, columns: columns, rows: taken)
  }

  /// Takes rows off the bottom.
  package mutating func cutBottom(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    rows -= taken
    return Rect(row: endRow, column: column, columns: columns, rows: taken)
  }

  /// Takes columns off the left.
  package mutating func cutLeft(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    defer {
      column += taken
      columns -= taken
    }
    return Rect(row: row, column: column, columns: taken, rows: rows)
  }

  /// Takes columns off the right.
  package mutating func cutRight(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    columns -= taken
    return Rect(row: row, column: endColumn, columns: taken, rows: rows)
  }

  /// The rectangle without a margin on each side.
  package func inset(columns horizontal: Int = 0, rows vertical: Int = 0) -> Rect {
    Rect(
      row: row + min(vertical, rows / 2),
      column: column + min(horizontal, columns / 2),
      columns: columns - 2 * horizontal,
      rows: rows - 2 * vertical
    )
  }

  /// A rectangle of a size, or less where there is no room, in the middle.
  package func centered(columns width: Int, rows height: Int) -> Rect {
    let width = min(max(0, width), columns)
    let height = min(max(0, height), rows)
    return Rect(
      row: row + (rows - height) / 2,
      column: column + (columns - width) / 2,
      columns: width,
      rows: height
    )
  }

  /// The cells that lie in both; empty, at a valid place, when there are none.
  package func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top,
      column: left,
      columns: min(endColumn, other.endColumn) - left,
      rows: min(endRow, other.endRow) - top
    )
  }

  /// Whether a place lies inside.
  package func contains(_ position: Position) -> Bool {
    position.row >= row && position.row < endRow && position.column >= column
      && position.column < endColumn
  }
}
