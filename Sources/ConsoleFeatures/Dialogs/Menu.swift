import ConsoleScreen

/// A short list of choices, each with a letter; the arrows and Enter work as well.
package struct Menu: Equatable, Sendable {
  /// One choice.
  package struct Item: Equatable, Sendable {
    package var key: Character
    package var title: String
    package var choice: Choice
    /// Why it can't be chosen now.
    package var disabled: String?
  }

  /// What a choice does.
  package enum Choice: Equatable, Sendable {
    case run(CommandID, String)
    case copy(String)
    /// Opens the form of a hold on exactly these.
    case placeHold(HoldTargets)
  }

  package var title: String
  package var items: [Item]
  package var selected = 0

  init(title: String, items: [Item]) {
    self.title = title
    self.items = items
  }
}
