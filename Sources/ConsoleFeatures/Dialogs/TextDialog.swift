import ConsoleDomain
package import ConsoleScreen

/// A title and text to read; any of the closing keys takes it away.
package struct TextDialog: Equatable, Sendable {
  package var title: String
  package var lines: [String]
  package var scroll = ScrollState()

  init(title: String, lines: [String]) {
    self.title = title
    self.lines = lines
  }
}

extension Model {
  mutating func openErrors() {
    shell.unreadErrors = 0
    let entries = shell.errors.reversed().flatMap { entry in
      ["\(entry.at.timeOfDay)Z  \(entry.title)"]
        + (entry.detail == entry.title
          ? [] : entry.detail.split(separator: "\n").map { "           \($0)" })
    }
    push(.text(TextDialog(title: "Errors", lines: entries.isEmpty ? ["none so far"] : entries)))
  }

  mutating func tell(_ title: String, _ lines: [String]) {
    push(.text(TextDialog(title: title, lines: lines)))
  }

  mutating func take(_ event: TerminalEvent, in dialog: TextDialog) -> [Effect] {
    var dialog = dialog
    let height = max(1, layout.body.rows - 4)
    switch event {
    case .key(.escape), .key(.enter), .key(.character("q")), .key(.character("!")):
      pop()
      return []
    case .key(let key):
      guard let step = key.scrollStep(page: height) else { return [] }
      dialog.scroll.scroll(by: step, count: dialog.lines.count, height: height)
    case .paste, .mouse, .resized: return []
    }
    replaceTop(with: .text(dialog))
    return []
  }
}

extension Key {
  /// How far a key scrolls text that has no cursor; nil for other keys.
  func scrollStep(page: Int) -> Int? {
    switch self {
    case .down, .character("j"): 1
    case .up, .character("k"): -1
    case .pageDown, .control("f"): page
    case .pageUp, .control("u"): -page
    case .home, .character("g"): -100_000
    case .end, .character("G"): 100_000
    default: nil
    }
  }
}
