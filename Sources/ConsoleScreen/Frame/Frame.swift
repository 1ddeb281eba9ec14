import ConsoleText

/// A grid of cells to be shown at once; drawing outside it is cut, never an error.
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
    _ text: some StringProtocol, row: Int, column: Int, role: Role = .text, limit: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns, limit > 0 else { return 0 }
    let end = limit >= size.columns - column ? size.columns : column + limit
    var place = column
    for character in text {
      let width = CharacterWidth.of(character)
      guard width > 0 else { continue }
      guard place < end else { break }
      guard place + width <= end else {
        if place >= 0 { set(Cell(character: " ", role: role), row, place) }
        place += 1
        break
      }
      if place >= 0 {
        set(Cell(character: character, width: UInt8(width), role: role), row, place)
        if width == 2 { setRightHalf(row, place + 1, role) }
      }
      place += width
    }
    return max(0, place - column)
  }

  /// Fills a rectangle with blanks of a role.
  package mutating func fill(_ rect: Rect, role: Role = .text, character: Character = " ") {
    for row in max(0, rect.row)..<max(0, min(rect.endRow, size.rows), rect.row) {
      for column in max(0, rect.column)..<max(0, min(rect.endColumn, size.columns), rect.column) {
        set(Cell(character: character, role: role), row, column)
      }
    }
  }

  /// Gives the cells of a rectangle another role and keeps their characters.
  package mutating func paint(_ rect: Rect, role: Role) {
    for row in max(0, rect.row)..<max(0, min(rect.endRow, size.rows), rect.row) {
      for column in max(0, rect.column)..<max(0, min(rect.endColumn, size.columns), rect.column) {
        cells[row * size.columns + column].role = role
      }
    }
  }

  private mutating func set(_ cell: Cell, _ row: Int, _ column: Int) {
    clearHalves(row, column)
    cells[row * size.columns + column] = cell
  }

  private mutating func setRightHalf(_ row: Int, _ column: Int, _ role: Role) {
    clearHalves(row, column, keepingLeft: true)
    cells[row * size.columns + column] = Cell(character: " ", width: 0, role: role)
  }

  /// Blanks the other half of a wide character that is about to be overwritten.
  private mutating func clearHalves(_ row: Int, _ column: Int, keepingLeft: Bool = false) {
    let index = row * size.columns + column
    if cells[index].width == 0, column > 0, !keepingLeft {
      cells[index - 1] = Cell(character: " ", role: cells[index - 1].role)
    }
    if cells[index].width == 2, column + 1 < size.columns {
      cells[index + 1] = Cell(character: " ", role: cells[index + 1].role)
    }
  }
}
