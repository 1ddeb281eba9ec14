import ConsoleDomain

extension Model {
  mutating func markEntity() {
    guard let key = entities.cursor else { return }
    entities.toggleMark(key)
  }

  /// Begins a range at the cursor, or marks everything from its beginning to the cursor.
  mutating func markEntityRange() {
    guard let position = entities.position else { return }
    guard let start = entities.rangeStart else {
      entities.rangeStart = entities.cursor
      shell.say(.ok, "a range begins here: move to its end and press v again")
      return
    }
    entities.rangeStart = nil
    guard let other = entities.rows.firstIndex(where: { $0.key == start }) else {
      shell.say(.warning, "the record where the range began is not shown any more")
      return
    }
    let range = min(other, position)...max(other, position)
    entities.mark(entities.rows[range].map(\.key))
    shell.say(.ok, "\(CountText.noun(range.count, "record")) marked")
  }

  /// Whether a search of the screen stopped before its end.
  var canSearchOn: Bool {
    switch shell.navigation.current {
    case .audit: searchedBack != nil
    case .entities:
      !entities.filter.query.clauses.isEmpty && !entities.window.isAtEnd
        && !slots.isRunning(.entities)
    case .sessions, .limits, .holds, .approvals, .health, .subject, .retention: false
    }
  }
}
