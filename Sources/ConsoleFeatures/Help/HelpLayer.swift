import ConsoleDomain
package import ConsoleScreen

/// Every command with its keys; typing narrows, Enter runs.
package struct HelpLayer: Equatable, Sendable {
  package var input = TextField()
  package var scroll = ScrollState()

  init() {}

  /// The commands that match what was typed: those of this screen first.
  package func entries(on screen: ScreenID) -> [CommandEntry] {
    let words = input.text.lowercased().split(separator: " ")
    let matching = CommandTable.entries.filter { entry in
      let text = "\(entry.names.joined(separator: " ")) \(entry.title) \(entry.summary)"
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    return matching.filter { $0.screens.contains(screen) }
      + matching.filter { !$0.screens.contains(screen) }
  }
}
