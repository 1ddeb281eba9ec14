import ConsoleText

/// A grid of cells to be shown at once; drawing outside it is cut, never an error.
///
/// No half of a wide character ever stands alone: overwriting one half blanks the other.
package struct Frame: Equatable, Sendable {
  package let size: Size
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: Position?
  private var cells: [Cell]

  /// Makes a blank frame.
  package init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  /// The cell at a place inside the frame.
  package subscript(row: Int, column: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// The cells of one row, left to right.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Writes sanitised text from a place to the right, at most `limit` cells, and answers the cells taken.
  ///
  /// A wide character that would straddle the edge becomes a space, and half of one that is overwritten too.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol,
    row: Int,
    column: Int,
    role: Role = .text,
    limit: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns, limit > 0 else { return 0 }
    let end = limit >= size.columns - column ? size.columns : column + limit
    var place = column
    for (character, width) in TextCells(text) {
      guard place < end else { break }
      if width == 1 {
        if place >= 0 { set(Cell(character: character, role: role), row, place) }
      } else if place >= 0, place + width <= end {
        setWide(character, row, place, role)
      } else {
        blank(row, place, role)
        blank(row, place + 1, role, before: end)
      }
      place = min(place + width, end)
    }
    return max(0, place - column)
  }

  /// Fills a rectangle with a character of width 1.
  package mutating func fill(_ rect: Rect, role: Role = .text, character: Character = " ") {
    let cell = Cell(character: CharacterWidth.of(character) == 1 ? character : " ", role: role)
    let inside = rect.intersection(Rect(size))
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn { set(cell, row, column) }
    }
  }

  /// Gives the cells of a rectangle another role and keeps their characters.
  package mutating func paint(_ rect: Rect, role: Role) {
    let inside = rect.intersection(Rect(size))
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn {
        cells[row * size.columns + column].role = role
      }
    }
  }

  /// Puts a run of whole cells in place, as `FrameDiff` found them.
  mutating func replace(row: Int, column: Int, with run: [Cell]) {
    let start = row * size.columns + column
    cells.replaceSubrange(start..<start + run.count, with: run)
  }

  private mutating func set(_ cell: Cell, _ row: Int, _ column: Int) {
    clearOtherHalf(row, column)
    cells[row * size.columns + column] = cell
  }

  private mutating func setWide(_ character: Character, _ row: Int, _ column: Int, _ role: Role) {
    clearOtherHalf(row, column)
    clearOtherHalf(row, column + 1)
    let index = row * size.columns + column
    cells[index] = Cell(character: character, width: 2, role: role)
    cells[index + 1] = Cell(character: " ", width: 0, role: role)
  }

  private mutating func blank(_ row: Int, _ column: Int, _ role: Role, before end: Int = .max) {
    guard column >= 0, column < min(end, size.columns) else { return }
    set(Cell(character: " ", role: role), row, column)
  }

  /// Blanks the other half of a wide character that is about to be overwritten.
  private mutating func clearOtherHalf(_ row: Int, _ column: Int) {
    let index = row * size.columns + column
    switch cells[index].width {
    case 0: cells[index - 1] = Cell(character: " ", role: cells[index - 1].role)
    case 2: cells[index + 1] = Cell(character: " ", role: cells[index + 1].role)
    default: break
    }
  }
}
