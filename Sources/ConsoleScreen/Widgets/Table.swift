import ConsoleText

/// One cell of a table row: sanitised text and what it means.
package typealias TableCell = Span

/// What a table shows in one row.
package struct TableRow: Hashable, Sendable {
  /// A change the row has gone through since it was first shown.
  package enum Change: Hashable, Sendable {
    case new
    case changed
    case gone
  }

  /// One a column, in the order of the columns; missing ones are blank.
  package var cells: [TableCell]
  package var isMarked: Bool
  package var change: Change?

  /// Makes a row.
  package init(_ cells: [TableCell], isMarked: Bool = false, change: Change? = nil) {
    self.cells = cells
    self.isMarked = isMarked
    self.change = change
  }
}

/// A header and the visible rows of a list, which it never holds: it asks for each row it draws.
package struct Table {
  /// The sorted column, by index into `columns`.
  package struct Sort: Hashable, Sendable {
    package var column: Int
    package var isAscending: Bool

    /// Makes a sort.
    package init(column: Int, isAscending: Bool) {
      self.column = column
      self.isAscending = isAscending
    }
  }

  package var columns: [TableColumn]
  package var sort: Sort?
  package var count: Int
  package var scroll: ScrollState
  package var isFocused: Bool
  /// Whether a row is chosen at all; while none is, no row is highlighted.
  package var hasCursor = true

  /// Makes a table of `count` rows.
  package init(
    columns: [TableColumn],
    sort: Sort? = nil,
    count: Int,
    scroll: ScrollState,
    isFocused: Bool = true
  ) {
    self.columns = columns
    self.sort = sort
    self.count = count
    self.scroll = scroll
    self.isFocused = isFocused
  }

  /// The rows in view below the header.
  package static func height(in rect: Rect) -> Int { max(0, rect.rows - 1) }

  /// Draws the header and the rows in view; `row` is asked for those only.
  package func draw(
    into frame: inout Frame,
    _ rect: Rect,
    glyphs: Glyphs,
    row: (Int) -> TableRow
  ) {
    var area = rect
    let header = area.cutTop(1)
    let layout = TableLayout(columns: columns, width: rect.columns)
    if !header.isEmpty { drawHeader(into: &frame, header, layout, glyphs) }
    for (line, index) in scroll.visible(count: count, height: area.rows).enumerated() {
      let strip = Rect(
        row: area.row + line,
        column: area.column,
        columns: area.columns,
        rows: 1
      )
      draw(
        row(index),
        isCursor: hasCursor && index == scroll.cursor,
        into: &frame,
        strip,
        layout,
        glyphs
      )
    }
  }

  private func drawHeader(
    into frame: inout Frame,
    _ rect: Rect,
    _ layout: TableLayout,
    _ glyphs: Glyphs
  ) {
    frame.fill(rect, role: .tableHeader)
    for slot in layout.slots {
      let column = columns[slot.index]
      var title = Truncation.end(column.title, to: slot.width, alphabet: glyphs.alphabet)
      var role = Role.tableHeader
      if let sort, sort.column == slot.index {
        let arrow = String(sort.isAscending ? glyphs.ascending : glyphs.descending)
        title =
          Truncation.end(column.title, to: slot.width - 1, alphabet: glyphs.alphabet) + arrow
        role = .tableSort
      }
      let text = Truncation.fit(title, to: slot.width, alignment: column.alignment)
      frame.put(text, row: rect.row, column: rect.column + slot.column, role: role)
    }
  }

  private func draw(
    _ row: TableRow,
    isCursor: Bool,
    into frame: inout Frame,
    _ rect: Rect,
    _ layout: TableLayout,
    _ glyphs: Glyphs
  ) {
    frame.fill(rect)
    let gutter = gutter(of: row, glyphs)
    frame.put(
      String(gutter.0),
      row: rect.row,
      column: rect.column,
      role: gutter.1,
      limit: rect.columns
    )
    for slot in layout.slots where slot.index < row.cells.count {
      let column = columns[slot.index]
      let cell = row.cells[slot.index]
      let cut = column.cut.text(cell.text, to: slot.width, alphabet: glyphs.alphabet)
      let text = Truncation.fit(
        cut,
        to: slot.width,
        alignment: column.alignment,
        alphabet: glyphs.alphabet
      )
      frame.put(
        text,
        row: rect.row,
        column: rect.column + slot.column,
        role: cell.role == .text ? gutter.1 : cell.role
      )
    }
    guard isCursor else { return }
    if rect.columns > 1 {
      frame.put(String(glyphs.cursor), row: rect.row, column: rect.column + 1)
    }
    frame.paint(rect, role: isFocused ? .rowCursor : .rowCursorUnfocused)
  }

  /// The sign before a row and the role of its plain cells; a mark counts more than a change.
  private func gutter(of row: TableRow, _ glyphs: Glyphs) -> (Character, Role) {
    if row.isMarked { return (glyphs.mark, .rowMark) }
    switch row.change {
    case .new: return ("+", .rowNew)
    case .changed: return ("~", .rowChanged)
    case .gone: return ("-", .rowGone)
    case nil: return (" ", .text)
    }
  }
}

extension TableColumn.Cut {
  /// The part of a text that is shown; an `end` is left to whoever pads it.
  fileprivate func text(_ text: String, to cells: Int, alphabet: Alphabet) -> String {
    switch self {
    case .end: text
    case .middle: Truncation.middle(text, to: cells, alphabet: alphabet)
    case .beginning: Truncation.middle(text, to: cells, tail: 0.7, alphabet: alphabet)
    }
  }
}
