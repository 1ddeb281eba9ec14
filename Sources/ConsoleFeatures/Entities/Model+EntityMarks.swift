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
      return sayRangeBegins()
    }
    entities.rangeStart = nil
    let other = entities.rows.firstIndex { $0.key == start }
    guard let range = markedRange(from: other, to: position) else { return }
    entities.mark(entities.rows[range].map(\.key))
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
