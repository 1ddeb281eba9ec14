package import ConsoleDomain
package import ConsoleScreen

/// The line behind `/`: narrows the list down as it is typed.
package struct FilterPrompt: Equatable, Sendable {
  package var input: TextField
  /// The filter before the prompt was opened; Esc brings it back.
  let before: String
  /// What is wrong with the text, and where; the last good filter stays until it is right.
  package var problem: QueryProblem?
  /// The filter of the history that is shown, counted from the newest; nil: what was typed.
  var recalled: Int?

  init(_ filter: String) {
    input = TextField(filter)
    before = filter
  }
}
