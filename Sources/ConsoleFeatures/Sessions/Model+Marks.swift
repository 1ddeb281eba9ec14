import ConsoleDomain

extension Model {
  /// The most records that can be marked at once.
  static let markLimit = 10_000

  var markAllAvailability: Availability {
    let count =
      switch shell.navigation.current {
      case .entities: entities.rows.count
      case .limits: limits.listing?.count ?? 0
      default: sessions.listing?.count ?? 0
      }
    if count == 0 { return .disabled(reason: "no rows are shown") }
    if count > Self.markLimit {
      return .disabled(
        reason:
          "\(count) rows are shown and at most \(Self.markLimit) can be marked; narrow the filter"
      )
    }
    return .available
  }

  /// Whether anything is marked on the screen.
  var hasMarks: Bool {
    switch shell.navigation.current {
    case .entities: !entities.marks.isEmpty
    case .limits: !limits.marks.isEmpty
    default: !sessions.marks.isEmpty
    }
  }

  mutating func unmarkAll() {
    if shell.navigation.current == .entities { return entities.unmarkAll() }
    if shell.navigation.current == .limits {
      limits.rangeStart = nil
      return limits.marks.removeAll()
    }
    sessions.marks.removeAll()
    sessions.rangeStart = nil
  }

  mutating func markCursor() {
    if shell.navigation.current == .entities { return markEntity() }
    if shell.navigation.current == .limits { return markCounter() }
    guard let row = sessions.cursorRow else { return }
    sessions.marks.toggle(row, at: shell.now)
    sessions.hasMoved = true
  }

  mutating func markShown() {
    if shell.navigation.current == .entities { return entities.mark(entities.rows.map(\.key)) }
    if shell.navigation.current == .limits { return markShownCounters() }
    guard let shown = sessions.listing else { return }
    for position in 0..<shown.count { sessions.marks.insert(shown.row(position), at: shell.now) }
  }

  /// Begins a range at the cursor, or marks everything from its beginning to the cursor.
  mutating func markRange() {
    if shell.navigation.current == .entities { return markEntityRange() }
    if shell.navigation.current == .limits { return markCounterRange() }
    guard let cursor = sessions.cursor, let shown = sessions.listing else { return }
    sessions.hasMoved = true
    guard let start = sessions.rangeStart else {
      sessions.rangeStart = cursor.id
      return sayRangeBegins()
    }
    sessions.rangeStart = nil
    let other = shown.position(of: start)
    guard let range = markedRange(from: other, to: cursor.position) else { return }
    for position in range { sessions.marks.insert(shown.row(position), at: shell.now) }
  }
}
