import ConsoleScreen
import ConsoleText

extension Model {
  /// The prompt, what could be meant above it, and what the command does below.
  func draw(_ palette: Palette, into frame: inout Frame) {
    let row = layout.flashRow
    clear(row, in: &frame)
    frame.put(" :", row: row, column: 0, role: .prompt)
    palette.input.draw(
      into: &frame,
      Rect(row: row, column: 2, columns: shell.size.columns - 3, rows: 1),
      isFocused: true,
      glyphs: shell.glyphs
    )
    clear(layout.statusRow, in: &frame)
    let lines = palette.completions(in: self)
    var column = 1
    for (index, line) in lines.enumerated() where column < shell.size.columns - 2 {
      column += frame.put(
        shell.glyphs.safe(line),
        row: layout.statusRow,
        column: column,
        role: index == palette.completed ? .match : .hint
      )
      column += 2
    }
    drawPaletteHelp(palette, into: &frame)
  }

  private func drawPaletteHelp(_ palette: Palette, into frame: inout Frame) {
    let name = CommandLine.split(palette.input.text).name
    guard let entry = CommandTable.named(name) else {
      drawLayerHints(
        [("Tab", "complete"), ("Up", "recall"), (shell.glyphs.enterKey, "run"), ("Esc", "close")],
        into: &frame
      )
      return
    }
    clear(layout.hintsRow, in: &frame)
    let parameter = entry.parameter.map { " \($0.placeholder)" } ?? ""
    let reason = entry.availability(self).reason
    frame.put(
      [
        Span(" :\(entry.id.rawValue)\(parameter)  ", .key),
        Span(reason.map { "not now: \($0)" } ?? entry.summary, reason == nil ? .hint : .disabled),
      ],
      row: layout.hintsRow,
      column: 0,
      limit: shell.size.columns,
      glyphs: shell.glyphs
    )
  }
}
