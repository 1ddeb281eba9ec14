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
