import ConsoleScreen

/// Where the fixed lines and the body of the screen are (tui.md c.3).
struct ShellLayout: Equatable {
  /// The smallest terminal the console draws itself on.
  static let minimum = Size(columns: 60, rows: 16)
  /// From this height on, a screen that has a chart shows it above its list.
  static let stripRows = 34
  /// From this width on, list and detail stand side by side.
  static let splitColumns = 110

  let size: Size
  /// Whether the list takes the whole body whatever the width.
  let isListAlone: Bool

  init(_ size: Size, isListAlone: Bool = false, hasStrip: Bool = false) {
    self.size = size
    self.hasStrip = hasStrip
    self.isListAlone = isListAlone
  }

  /// Whether a strip with a chart stands above the list where there is room (tui.md c.3).
  let hasStrip: Bool

  /// Whether there is room to draw at all.
  var isTooSmall: Bool {
    size.columns < Self.minimum.columns || size.rows < Self.minimum.rows
  }

  /// Whether list and detail stand side by side.
  var isSplit: Bool { size.columns >= Self.splitColumns && !isListAlone }

  let bandRow = 0
  let tabsRow = 1
  let crumbsRow = 2
  var statusRow: Int { size.rows - 3 }
  var flashRow: Int { size.rows - 2 }
  var hintsRow: Int { size.rows - 1 }

  /// What is between the crumbs and the status line.
  var body: Rect {
    Rect(
      row: 3 + strip.rows,
      column: 0,
      columns: size.columns,
      rows: size.rows - 6 - strip.rows
    )
  }

  /// The chart above the list; empty where there are fewer than 34 rows.
  var strip: Rect {
    let isRoom = hasStrip && size.rows >= Self.stripRows
    return Rect(row: 3, column: 0, columns: size.columns, rows: isRoom ? 10 : 0)
  }

  /// The list's part of the body.
  var list: Rect {
    guard isSplit else { return body }
    return Rect(row: body.row, column: 0, columns: listColumns, rows: body.rows)
  }

  /// A list needs 80 columns for its short set; beyond that it takes three fifths.
  private var listColumns: Int { max(min(80, size.columns - 38), size.columns * 3 / 5) }

  /// The detail's part of the body; the whole of it where there is no room for both.
  var detail: Rect {
    guard isSplit else { return body }
    let column = list.endColumn + 1
    return Rect(row: body.row, column: column, columns: size.columns - column, rows: body.rows)
  }

  /// Records that fit under the list's header.
  var pageRows: Int { max(1, body.rows - 1) }
}
