import ConsoleDomain
import ConsoleScreen

extension HelpLayer {
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

extension Model {
  mutating func openHelp() { push(.help(HelpLayer())) }

  mutating func take(_ event: TerminalEvent, in help: HelpLayer) -> [Effect] {
    var help = help
    let entries = help.entries(on: shell.navigation.current)
    let height = max(1, layout.body.rows - 3)
    switch event {
    case .key(.escape), .key(.function(1)):
      pop()
      return []
    case .key(.enter):
      guard help.scroll.cursor < entries.count else { return [] }
      pop()
      return runFromHelp(entries[help.scroll.cursor])
    case .key(.down): help.scroll.move(by: 1, count: entries.count, height: height)
    case .key(.up): help.scroll.move(by: -1, count: entries.count, height: height)
    case .key(.pageDown): help.scroll.move(by: height, count: entries.count, height: height)
    case .key(.pageUp): help.scroll.move(by: -height, count: entries.count, height: height)
    case .key(let key):
      guard help.input.take(key) else { return [] }
      help.scroll = ScrollState()
    case .paste(let text):
      help.input.insert(text)
      help.scroll = ScrollState()
    case .mouse, .resized: return []
    }
    replaceTop(with: .help(help))
    return []
  }

  /// A command that needs a value opens the palette at its name.
  private mutating func runFromHelp(_ entry: CommandEntry) -> [Effect] {
    guard let parameter = entry.parameter, parameter.isRequired else { return run(entry.id) }
    var palette = Palette()
    palette.input.replace(with: "\(entry.id.rawValue) ")
    push(.palette(palette))
    return []
  }
}
