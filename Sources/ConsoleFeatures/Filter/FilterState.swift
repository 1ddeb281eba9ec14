package import ConsoleDomain

/// The filter of a list: as it was typed, as it was understood, and those kept before.
package struct FilterState: Equatable, Sendable {
  /// How many filters are kept for the prompt.
  private static let historyLimit = 100

  package private(set) var text = ""
  package private(set) var query = Query()
  /// Filters that were kept, newest last.
  private(set) var history: [String] = []

  init() {}

  /// Takes a filter that was understood.
  mutating func set(_ query: Query, text: String) {
    self.query = query
    self.text = text
  }

  /// Keeps the filter for the next prompts.
  mutating func remember() {
    guard !text.isEmpty else { return }
    history.removeAll { $0 == text }
    history.append(text)
    if history.count > Self.historyLimit { history.removeFirst() }
  }
}
