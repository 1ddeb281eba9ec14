import ConsoleDomain

/// One person at one console: begun once, ended once, and not at all where nothing can be recorded.
struct ConsoleSitting: Sendable {
  private enum State {
    /// A command: it has no start and no end.
    case none
    /// Open, but not on record yet: there was no audit store to write to.
    case waiting
    case begun
    case ended
  }

  private var state = State.none
  /// Names the sitting in its start, its end and what the console does in between.
  private(set) var id: OperationID?
  private(set) var startedAt = Instant(milliseconds: 0)

  mutating func open(id: OperationID, at now: Instant) {
    guard case .none = state else { return }
    state = .waiting
    self.id = id
    startedAt = now
  }

  /// Whether its start is to be recorded now; true once, unless `putBack`.
  mutating func takeStart() -> Bool {
    guard case .waiting = state else { return false }
    state = .begun
    return true
  }

  /// The start could not be recorded: the next occasion tries again.
  mutating func putBack() {
    if case .begun = state { state = .waiting }
  }

  /// Whether its end is to be recorded: its start was.
  mutating func takeEnd() -> Bool {
    defer { state = .ended }
    if case .begun = state { return true }
    return false
  }
}
