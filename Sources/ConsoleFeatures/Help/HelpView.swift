import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func draw(_ help: HelpLayer, into frame: inout Frame) {
    let box = DialogBox(title: "HELP", note: shell.navigation.current.title)
    var area = drawBox(
      box,
      columns: shell.size.columns - 2,
      rows: layout.body.rows + 2,
      into: &frame
    )
    let entries = help.entries(on: shell.navigation.current)
    let prompt = area.cutTop(1)
    frame.put("find ", row: prompt.row, column: prompt.column, role: .prompt)
    help.input.draw(
      into: &frame,
      Rect(row: prompt.row, column: prompt.column + 5, columns: prompt.columns - 5, rows: 1),
      isFocused: true,
      glyphs: shell.glyphs
    )
    if entries.isEmpty { drawText("no command matches", into: &frame, &area) }
    for (offset, index) in help.scroll.visible(count: entries.count, height: area.rows).enumerated()
    {
      let row = area.row + offset
      frame.put(
        helpLine(entries[index]),
        row: row,
        column: area.column,
        limit: area.columns,
        glyphs: shell.glyphs
      )
      if index == help.scroll.cursor {
        frame.paint(
          Rect(row: row, column: area.column, columns: area.columns, rows: 1),
          role: .rowCursor
        )
      }
    }
    drawHelpFooter(help, entries, into: &frame)
    drawLayerHints(
      [("", "type to narrow"), (shell.glyphs.enterKey, "run"), ("Esc", "close")],
      into: &frame
    )
  }

  /// The chosen command's whole summary; before anything was chosen, what the letters mean.
  private func drawHelpFooter(
    _ help: HelpLayer,
    _ entries: [CommandEntry],
    into frame: inout Frame
  ) {
    guard shell.flash == nil else { return }
    if help.scroll.cursor == 0, help.input.text.isEmpty, shell.navigation.current == .sessions {
      return drawFlagLegend(into: &frame)
    }
    guard entries.indices.contains(help.scroll.cursor) else { return }
    frame.put(
      Truncation.end(
        entries[help.scroll.cursor].summary,
        to: shell.size.columns - 2,
        alphabet: shell.glyphs.alphabet
      ),
      row: layout.flashRow,
      column: 1,
      role: .hint
    )
  }

  /// The letters of the FLAGS column, as many as fit; `:flags` explains them all.
  private func drawFlagLegend(into frame: inout Frame) {
    let hints = SessionFlags.named.filter { !$0.flag.letter.isEmpty }.enumerated()
      .map { KeyHints.Hint($0.element.flag.letter, $0.element.name, priority: $0.offset + 1) }
    KeyHints([KeyHints.Hint(":flags", "")] + hints).draw(
      into: &frame,
      Rect(row: layout.flashRow, column: 0, columns: shell.size.columns, rows: 1)
    )
  }

  /// Keys, name, and what the command does or why it can't be used now.
  private func helpLine(_ entry: CommandEntry) -> [Span] {
    let keys = keyMap.keys(of: entry.id).map(\.name).joined(separator: " ")
    let isHere = entry.isFor(shell.navigation.current)
    let reason =
      isHere
      ? entry.availability(self).reason
      : "on " + ScreenID.allCases.filter(entry.isFor).map(\.title).joined(separator: ", ")
    let name = Truncation.fit(":\(entry.id.rawValue)", to: 17)
    return [
      Span(
        Truncation.fit(keys, to: 13, alphabet: shell.glyphs.alphabet),
        reason == nil ? .key : .disabled
      ),
      Span(" \(name)", reason == nil ? .dialog : .disabled),
      Span(reason.map { "(\($0)) " } ?? "", .disabled),
      Span(entry.summary, reason == nil ? .hint : .disabled),
    ]
  }
}
