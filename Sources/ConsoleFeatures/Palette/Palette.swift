package import ConsoleScreen

/// The line behind `:`: every command by name, completed from the table and from what is loaded.
package struct Palette: Equatable, Sendable {
  package var input = TextField()
  /// The line of the history that is shown, counted from the newest; nil: what was typed.
  var recalled: Int?
  /// The completion that Tab put in last, to go on from there.
  var completed: Int?
  /// What was typed before Tab or the history changed it.
  var typed = ""

  init() {}
}
