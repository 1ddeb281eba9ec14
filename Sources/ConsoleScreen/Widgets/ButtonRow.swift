import ConsoleText

/// The buttons of a dialog; `[ Cancel ]`, in parentheses while disabled.
package struct ButtonRow: Hashable, Sendable {
  /// One button.
  package struct Button: Hashable, Sendable {
    package var title: String
    package var isEnabled: Bool

    /// Makes a button.
    package init(_ title: String, isEnabled: Bool = true) {
      self.title = title
      self.isEnabled = isEnabled
    }
  }

  package var buttons: [Button]
  /// The focused one, by index; nil when the focus is elsewhere.
  package var focus: Int?

  /// Makes a row.
  package init(_ buttons: [Button], focus: Int?) {
    self.buttons = buttons
    self.focus = focus
  }

  /// Draws the buttons three cells apart, in the middle of the rectangle's first row.
  package func draw(into frame: inout Frame, _ rect: Rect, glyphs: Glyphs) {
    let texts = buttons.map { $0.isEnabled ? "[ \($0.title) ]" : "( \($0.title) )" }
    let width = texts.reduce(0) { $0 + CharacterWidth.of($1) } + 3 * max(0, texts.count - 1)
    var column = max(rect.column, rect.column + (rect.columns - width) / 2)
    for (index, text) in texts.enumerated() where column < rect.endColumn {
      let role: Role =
        !buttons[index].isEnabled ? .disabled : index == focus ? .buttonFocus : .button
      let shown = Truncation.end(text, to: rect.endColumn - column, alphabet: glyphs.alphabet)
      column += frame.put(shown, row: rect.row, column: column, role: role) + 3
    }
  }
}
