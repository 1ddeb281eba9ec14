import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The prompt in place of the flash; a word that is not understood is underlined.
  func draw(_ prompt: FilterPrompt, into frame: inout Frame) {
    let row = layout.flashRow
    clear(row, in: &frame)
    frame.put(" /", row: row, column: 0, role: .prompt)
    let rect = Rect(row: row, column: 2, columns: shell.size.columns - 3, rows: 1)
    prompt.input.draw(into: &frame, rect, isFocused: true, glyphs: shell.glyphs)
    clear(layout.statusRow, in: &frame)
    if prompt.problem == nil {
      frame.put(
        Truncation.end(
          listFilter?.hint ?? "",
          to: shell.size.columns - 2,
          alphabet: shell.glyphs.alphabet
        ),
        row: layout.statusRow,
        column: 1,
        role: .hint
      )
    }
    if let problem = prompt.problem {
      let text = prompt.input.text
      let before = CharacterWidth.of(String(text.prefix(problem.position)))
      let word = CharacterWidth.of(String(text.dropFirst(problem.position).prefix(problem.length)))
      if CharacterWidth.of(text) < rect.columns {
        frame.paint(
          Rect(row: row, column: rect.column + before, columns: max(1, word), rows: 1),
          role: .inputError
        )
      }
      // First, so that a narrow screen cuts the explanation and not the way out.
      let suggestion = problem.suggestion.map { "Did you mean \($0)? " } ?? ""
      frame.put(
        [
          Span(" \(shell.glyphs.failure) ", .inputError),
          Span(shell.glyphs.safe(suggestion + problem.message), .inputError),
        ],
        row: layout.statusRow,
        column: 0,
        limit: shell.size.columns,
        glyphs: shell.glyphs
      )
    }
    drawLayerHints(
      [(shell.glyphs.enterKey, "keep"), ("Esc", "as before"), ("Up", "recall")],
      into: &frame
    )
  }
}
