package import ConsoleScreen

/// The line behind `/` in a detail pane: finds as it is typed.
package struct SearchPrompt: Equatable, Sendable {
  package var input: TextField
  /// What was looked for before, and where the pane stood; Esc brings both back.
  let before: String?
  let top: Int

  init(_ text: String?, top: Int) {
    input = TextField(text ?? "")
    before = text
    self.top = top
  }
}
