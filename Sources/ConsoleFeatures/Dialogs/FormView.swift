import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Form {
  /// Rows that the fields, the reason why not and the buttons take.
  var height: Int { fields.count + 2 }

  /// Draws the form at the bottom of a dialog.
  func draw(into frame: inout Frame, _ rect: Rect, at now: Instant, glyphs: Glyphs) {
    var area = rect
    let labels = fields.map { CharacterWidth.of($0.label) }.max() ?? 0
    for (index, field) in fields.enumerated() {
      let line = area.cutTop(1)
      guard !line.isEmpty else { return }
      let isFocused = focus == .field(index)
      frame.put(
        (isFocused ? "\(glyphs.cursor) " : "  ") + field.label,
        row: line.row,
        column: line.column,
        role: isFocused ? .key : .dialog
      )
      let side = field.input.text.isEmpty ? nil : field.problem ?? field.warning
      let note = side.map { glyphs.safe($0) } ?? (field.problem == nil ? glyphs.ok : "")
      let noteWidth = min(CharacterWidth.of(note), line.columns / 2)
      let input = Rect(
        row: line.row,
        column: line.column + labels + 4,
        columns: line.columns - labels - 6 - noteWidth,
        rows: 1
      )
      field.input.draw(
        into: &frame,
        input,
        isFocused: isFocused,
        role: field.problem == nil || field.input.text.isEmpty ? .input : .inputError,
        glyphs: glyphs
      )
      frame.put(
        note,
        row: line.row,
        column: input.endColumn + 1,
        role: field.problem == nil ? .severityOK : .inputError,
        limit: noteWidth
      )
    }
    let why = area.cutTop(1)
    let blocked = self.blocked(at: now)
    if let text = note ?? blocked {
      frame.put(
        Truncation.end(glyphs.safe(text), to: why.columns, alphabet: glyphs.alphabet),
        row: why.row,
        column: why.column,
        role: note == nil ? .disabled : .severityWarning
      )
    }
    let buttons = ButtonRow(
      [.init("Cancel"), .init(verb, isEnabled: blocked == nil)],
      focus: focus == .cancel ? 0 : focus == .agree ? 1 : nil
    )
    buttons.draw(into: &frame, area, glyphs: glyphs)
    if blocked != nil, focus == .agree { frame.paint(area, role: .disabled) }
  }
}

extension Model {
  /// Draws a box of at most this size in the middle of the body and answers its inside.
  func drawBox(
    _ box: DialogBox,
    columns: Int,
    rows: Int,
    into frame: inout Frame
  ) -> Rect {
    clear(layout.statusRow, in: &frame)
    let space = Rect(
      row: layout.crumbsRow,
      column: 0,
      columns: shell.size.columns,
      rows: layout.body.rows + 2
    )
    return box.draw(
      into: &frame,
      space.centered(columns: min(columns, shell.size.columns - 2), rows: rows),
      glyphs: shell.glyphs
    )
  }

  /// Draws wrapped lines at the top of an area and takes their rows off it.
  func drawText(_ text: String, into frame: inout Frame, _ area: inout Rect, role: Role = .dialog) {
    for line in Wrap.lines(shell.glyphs.safe(text), cells: area.columns) {
      let row = area.cutTop(1)
      guard !row.isEmpty else { return }
      frame.put(line, row: row.row, column: row.column, role: role)
    }
  }
}
