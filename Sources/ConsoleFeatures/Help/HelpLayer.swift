package import ConsoleScreen

/// Every command with its keys; typing narrows, Enter runs.
package struct HelpLayer: Equatable, Sendable {
  package var input = TextField()
  package var scroll = ScrollState()

  init() {}
}
