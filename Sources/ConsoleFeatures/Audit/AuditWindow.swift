package import ConsoleDomain

/// The part of the merged trail that is in memory: a run without gaps, however long the logs are.
package struct AuditWindow: Equatable, Sendable {
  /// The most events kept; what is furthest from where events come in goes first.
  static let limit = 5_000

  /// Newest first.
  package private(set) var events: [AuditEvent] = []
  /// The places above and below the events.
  private(set) var top = AuditMarks.newest
  private(set) var bottom = AuditMarks.newest
  /// Nothing newer was there when it was last asked.
  private(set) var isAtNewest = false
  /// Nothing older is there.
  private(set) var isAtOldest = false
  /// How far back the search came where its budget ended it.
  private(set) var searchedTo: Instant?

  init() {}

  /// The window with nothing but this slice, read towards older events.
  init(_ slice: AuditSlice, isAtNewest: Bool) {
    events = slice.events
    top = slice.top
    bottom = slice.bottom
    isAtOldest = slice.isAtEnd
    searchedTo = slice.searchedTo
    self.isAtNewest = isAtNewest
  }

  /// The place above the event at a position.
  func marks(above position: Int) -> AuditMarks {
    events[..<position].reduce(top) { $0.below($1) }
  }

  /// The place from which newer events are read: below everything that is so new that events which
  /// took longer on their way to the log may still come between.
  func marks(lateBy lateness: Duration) -> AuditMarks {
    guard isAtNewest, top.backend > .lowest else { return top }
    let settled = top.backend.instant.advanced(by: .zero - lateness)
    let count = events.prefix { ($0.placedAt ?? settled) >= settled }.count
    var marks = marks(above: count)
    marks.backend = min(marks.backend, EventKey(at: settled))
    return marks
  }

  /// Adds older events below; the newest go when there are too many.
  mutating func append(_ slice: AuditSlice) {
    guard slice.top == bottom else { return }
    events += slice.events
    bottom = slice.bottom
    isAtOldest = slice.isAtEnd
    searchedTo = slice.searchedTo
    let excess = events.count - Self.limit
    guard excess > 0 else { return }
    top = marks(above: excess)
    events.removeFirst(excess)
    isAtNewest = false
  }

  /// Puts newer events above, in place of those that the slice has read again; the oldest go when
  /// there are too many.
  mutating func prepend(_ slice: AuditSlice) {
    events = slice.events + events.filter { !$0.isAbove(slice.bottom) }
    top = slice.top
    isAtNewest = slice.isAtEnd
    closeIntents(by: slice.events)
    let excess = events.count - Self.limit
    guard excess > 0 else { return }
    bottom = events.suffix(excess).reversed().reduce(bottom) { $0.above($1) }
    events.removeLast(excess)
    isAtOldest = false
    searchedTo = nil
  }

  /// Intents whose outcome has come do not dangle any more.
  private mutating func closeIntents(by newer: [AuditEvent]) {
    let ended = Set(
      newer.compactMap { event -> String? in
        guard case .ours(let record) = event, record.header.phase == .outcome else { return nil }
        return record.text("opId")
      }
    )
    guard !ended.isEmpty else { return }
    for index in events.indices {
      guard case .ours(var record) = events[index], record.isDangling,
        let operation = record.text("opId"), ended.contains(operation)
      else { continue }
      record.isDangling = false
      events[index] = .ours(record)
    }
  }
}

extension AuditEvent {
  /// Whether it is on the newer side of a place.
  fileprivate func isAbove(_ marks: AuditMarks) -> Bool {
    switch self {
    case .ours(let record): record.header.sequence >= marks.ours
    case .backend(let event): EventKey(hex: event.id).map { $0 >= marks.backend } ?? false
    }
  }
}
