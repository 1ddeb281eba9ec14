import ConsoleText

/// The last line of the screen: what keys do here, cut by priority.
package struct KeyHints: Hashable, Sendable {
  /// One key and what it does.
  package struct Hint: Hashable, Sendable {
    package var key: String
    package var label: String
    /// Hints with the highest number go first when there is little room.
    package var priority: Int

    /// Makes a hint.
    package init(_ key: String, _ label: String, priority: Int = 0) {
      self.key = key
      self.label = label
      self.priority = priority
    }

    fileprivate var width: Int { CharacterWidth.of(key) + 1 + CharacterWidth.of(label) }
  }

  package var hints: [Hint]

  /// Makes a line of hints.
  package init(_ hints: [Hint]) { self.hints = hints }

  /// The hints that fit, in their order.
  package func fitting(_ cells: Int) -> [Hint] {
    var kept = Array(hints.indices)
    while !kept.isEmpty, kept.reduce(2 * (kept.count - 1), { $0 + hints[$1].width }) > cells {
      let last = kept.max { (hints[$0].priority, $0) < (hints[$1].priority, $1) }
      kept.removeAll { $0 == last }
    }
    return kept.map { hints[$0] }
  }

  /// Draws the hints that fit, two cells apart, a cell from the left edge.
  package func draw(into frame: inout Frame, _ rect: Rect) {
    var column = rect.column + 1
    for hint in fitting(rect.columns - 2) {
      column += frame.put(hint.key, row: rect.row, column: column, role: .key) + 1
      column += frame.put(hint.label, row: rect.row, column: column, role: .hint) + 2
    }
  }
}
