import ConsoleText

/// Columns of blocks over time, the newest on the right (tui.md c.8).
///
/// Zero is blank and what nobody recorded is a dot, so that the two can't be mistaken for each other.
package struct Chart: Hashable, Sendable {
  /// One bucket of time.
  package struct Column: Hashable, Sendable {
    package var value: Int
    /// What the column is stacked of, from the bottom; what is missing of `value` stands on top.
    package var parts: [Int]

    /// Makes a column.
    package init(_ value: Int, parts: [Int] = []) {
      self.value = max(0, value)
      self.parts = parts
    }
  }

  /// A line that says from which value on somebody is alarmed.
  package struct Threshold: Hashable, Sendable {
    package var value: Int
    package var name: String

    /// Makes a threshold.
    package init(_ value: Int, name: String) {
      self.value = value
      self.name = name
    }
  }

  /// Oldest first; nil was not recorded, and those that do not fit are left out on the left.
  package var columns: [Column?]
  /// The value at the top.
  package var top: Int
  package var threshold: Threshold?
  /// Texts below the columns where they begin, such as times.
  package var labels: [Int: String]
  /// Signs on the axis, such as the start of a spike.
  package var signs: [Int: Character]
  package var cursor: Int?

  /// Makes a chart.
  package init(
    columns: [Column?],
    top: Int,
    threshold: Threshold? = nil,
    labels: [Int: String] = [:],
    signs: [Int: Character] = [:],
    cursor: Int? = nil
  ) {
    self.columns = columns
    self.top = max(1, top)
    self.threshold = threshold
    self.labels = labels
    self.signs = signs
    self.cursor = cursor
  }

  /// The colours of stacked parts, from the bottom; what is left over stands in the dim one.
  package static let partRoles: [Role] = [.chartBar, .chartSecond, .chartThird, .chartFourth]

  /// Cells left of the columns: the numbers and the axis.
  package static func gutter(top: Int) -> Int { CharacterWidth.of(String(top)) + 1 }

  /// Draws bars, axis and labels; a rectangle of fewer than two rows shows nothing.
  package func draw(into frame: inout Frame, _ rect: Rect, glyphs: Glyphs) {
    guard rect.rows >= 2 else { return }
    let gutter = Self.gutter(top: top)
    let plot = Rect(
      row: rect.row,
      column: rect.column + gutter,
      columns: rect.columns - gutter,
      rows: rect.rows - 2
    )
    drawScale(into: &frame, rect, plot, glyphs)
    let first = max(0, columns.count - plot.columns)
    let start = plot.endColumn - (columns.count - first)
    for index in first..<columns.count {
      draw(index, into: &frame, plot, at: start + index - first, glyphs)
    }
    drawAxis(into: &frame, plot, first, start, glyphs)
    if let threshold { draw(threshold, into: &frame, plot, glyphs) }
  }

  private func drawScale(
    into frame: inout Frame,
    _ rect: Rect,
    _ plot: Rect,
    _ glyphs: Glyphs
  ) {
    for row in plot.row..<plot.endRow {
      frame.put(
        String(glyphs.vertical),
        row: row,
        column: plot.column - 1,
        role: .chartAxis
      )
    }
    let middle = plot.rows / 2
    for (row, value) in [(0, top), (middle, top - top * middle / max(1, plot.rows))]
    where row == 0 || plot.rows >= 4 {
      let text = String(value)
      frame.put(
        text + String(glyphs.tick),
        row: plot.row + row,
        column: plot.column - 1 - CharacterWidth.of(text),
        role: .chartAxis
      )
    }
  }

  private func draw(
    _ index: Int,
    into frame: inout Frame,
    _ plot: Rect,
    at place: Int,
    _ glyphs: Glyphs
  ) {
    guard let column = columns[index] else {
      frame.put(String(glyphs.noData), row: plot.endRow - 1, column: place, role: .chartGap)
      return
    }
    let isOver = threshold.map { column.value >= $0.value } ?? false
    let height = ChartBar.eighths(column.value, of: top, rows: plot.rows)
    for row in 0..<plot.rows {
      let filled = min(8, height - row * 8)
      guard filled > 0 else { break }
      frame.put(
        String(glyphs.bar(filled)),
        row: plot.endRow - 1 - row,
        column: place,
        role: role(of: column, at: row * 8 + filled / 2, height: height, isOver, row)
      )
    }
  }

  /// A stacked column keeps the colours of its parts; beyond the threshold its foot is marked.
  private func role(
    of column: Column,
    at eighth: Int,
    height: Int,
    _ isOver: Bool,
    _ row: Int
  ) -> Role {
    if column.parts.isEmpty { return isOver ? .chartOver : .chartBar }
    if isOver, row == 0 { return .chartOver }
    let value = column.value * eighth / max(1, height)
    var sum = 0
    for (part, role) in zip(column.parts, Self.partRoles) {
      sum += part
      if value < sum { return role }
    }
    return .textDim
  }

  private func drawAxis(
    into frame: inout Frame,
    _ plot: Rect,
    _ first: Int,
    _ start: Int,
    _ glyphs: Glyphs
  ) {
    frame.put(
      String(glyphs.bottomLeft) + String(repeating: glyphs.horizontal, count: plot.columns),
      row: plot.endRow,
      column: plot.column - 1,
      role: .chartAxis
    )
    for (index, sign) in signs where index >= first {
      frame.put(
        String(sign),
        row: plot.endRow,
        column: start + index - first,
        role: .severityWarning
      )
    }
    if let cursor, cursor >= first, cursor < columns.count {
      let column = start + cursor - first
      frame.put(String(glyphs.pointer), row: plot.endRow, column: column, role: .key)
      frame.paint(
        Rect(row: plot.row, column: column, columns: 1, rows: plot.rows + 1),
        role: .rowCursor
      )
    }
    var free = plot.column
    for index in labels.keys.sorted() where index >= first {
      guard let text = labels[index] else { continue }
      let column = start + index - first
      guard column >= free, column + CharacterWidth.of(text) <= plot.endColumn else { continue }
      frame.put(text, row: plot.endRow + 1, column: column, role: .chartAxis)
      free = column + CharacterWidth.of(text) + 1
    }
  }

  /// In blank cells only: a line through the bars would change what they say.
  private func draw(
    _ threshold: Threshold,
    into frame: inout Frame,
    _ plot: Rect,
    _ glyphs: Glyphs
  ) {
    let eighths = ChartBar.eighths(threshold.value, of: top, rows: plot.rows)
    let row = plot.endRow - 1 - max(0, eighths - 1) / 8
    guard threshold.value <= top, row >= plot.row else { return }
    let name = "\(threshold.name) "
    let isFree = (0..<min(name.count, plot.columns)).allSatisfy {
      frame[row, plot.column + $0].character == " "
    }
    let line = (isFree ? name : "") + String(repeating: glyphs.dash, count: max(0, plot.columns))
    for (offset, character) in line.prefix(plot.columns).enumerated()
    where frame[row, plot.column + offset].character == " " {
      frame.put(
        String(character),
        row: row,
        column: plot.column + offset,
        role: .chartAxis
      )
    }
  }
}
