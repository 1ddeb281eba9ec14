import ConsoleDomain

/// What this console asked of the servers since it was opened, the oldest first, up to a limit.
package struct CommandLog: Equatable, Sendable {
  /// The most entries kept; the oldest go first.
  static let capacity = 500

  package private(set) var entries: [LogEntry] = []

  init() {}

  /// Notes what is asked for now, and what is given up for it.
  mutating func note(_ effects: [Effect], at now: Instant) {
    for effect in effects {
      if case .cancel(let slot) = effect { giveUp(slot, at: now) }
      guard let entry = LogEntry(effect, at: now) else { continue }
      if let slot = effect.slot { giveUp(slot, at: now) }
      add(entry)
    }
  }

  /// Notes how something that was asked for ended.
  mutating func note(_ message: Message, at now: Instant) {
    guard let (origin, outcome) = LogEntry.answer(message) else { return }
    let open = entries.lastIndex { $0.origin == origin && $0.outcome == nil }
    guard let open else { return }
    entries[open].outcome = outcome
    entries[open].endedAt = now
  }

  /// What is done again and again, such as signs of life, takes one line.
  private mutating func add(_ entry: LogEntry) {
    if let last = entries.last, last.kind == .read, last.title == entry.title,
      case .done? = last.outcome
    {
      var again = entry
      again.times = last.times + 1
      entries[entries.count - 1] = again
      return
    }
    entries.append(entry)
    if entries.count > Self.capacity { entries.removeFirst() }
  }

  private mutating func giveUp(_ slot: Slot, at now: Instant) {
    for index in entries.indices where entries[index].outcome == nil {
      guard case .slot(slot, _) = entries[index].origin else { continue }
      entries[index].outcome = .givenUp
      entries[index].endedAt = now
    }
  }
}
