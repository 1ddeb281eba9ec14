import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Draws lines from where they are scrolled to; the last row says how much more there is.
  func drawScrolled(
    _ lines: [[Span]],
    top: Int,
    keys: String,
    into frame: inout Frame,
    _ rect: Rect
  ) {
    let top = min(top, max(0, lines.count - rect.rows))
    let below = lines.count - top - rect.rows
    let rows = below > 0 ? rect.rows - 1 : rect.rows
    for (offset, line) in lines.dropFirst(top).prefix(rows).enumerated() {
      frame.put(
        line,
        row: rect.row + offset,
        column: rect.column,
        limit: rect.columns,
        glyphs: shell.glyphs
      )
    }
    guard below > 0 else { return }
    frame.put(
      "\(shell.glyphs.descending) \(CountText.noun(below + 1, "more line")) (\(keys))",
      row: rect.row + rows,
      column: rect.column,
      role: .textDim,
      limit: rect.columns
    )
  }
}

extension [[Span]] {
  /// The lines with what is too long for `cells` continued below its own beginning.
  func wrapped(cells: Int) -> [[Span]] {
    flatMap { line -> [[Span]] in
      guard let last = line.last else { return [line] }
      let before = line.dropLast()
      let indent = before.reduce(0) { $0 + CharacterWidth.of($1.text) }
      guard indent + CharacterWidth.of(last.text) > cells, cells - indent >= 12 else {
        return [line]
      }
      return Wrap.lines(last.text, cells: cells - indent).enumerated().map { index, part in
        let start = index == 0 ? [Span](before) : [Span(String(repeating: " ", count: indent))]
        return start + [Span(part, last.role)]
      }
    }
  }
}
