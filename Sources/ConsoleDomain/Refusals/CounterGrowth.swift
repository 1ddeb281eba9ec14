import ConsoleText

/// Turns readings of counters into refusals: how far they grew beyond their limits from one to the next.
///
/// What a counter had refused before it was first seen is known to no second, and is left out: what this
/// tells is a lower bound. Only counters near their limit or beyond are kept, and a bounded number of them.
package struct CounterGrowth: Sendable {
  /// Counters that are remembered from walk to walk.
  static let mostKnown = 20_000
  /// Counters that are read again each second.
  static let mostWatched = 500

  private var known: [CounterID: Known] = [:]
  private var hasWalked = false

  private struct Known: Sendable {
    var counter: Counter
    var refused: Int64
    var hits: Int64
    var movedAt: Instant
  }

  /// Makes one that has seen nothing.
  package init() {}

  /// The counters that are worth another look, those that moved last first.
  package var watched: [CounterID] {
    known.sorted { ($0.value.movedAt, $0.value.refused) > ($1.value.movedAt, $1.value.refused) }
      .prefix(Self.mostWatched).map(\.key)
  }

  /// Takes all counters that a walk found; one that no walk saw before began since the last.
  package mutating func walked(_ snapshot: CounterSnapshot, at now: Instant) -> [Refusal] {
    var refusals: [Refusal] = []
    var seen: [CounterID: Known] = [:]
    snapshot.visit { counter in
      let standing = counter.standing(at: now)
      guard let hits = standing.hits, let limit = standing.limit, let refused = standing.refused,
        hits * 2 >= limit, seen.count < Self.mostKnown
      else { return }
      let (entry, grown) = judged(counter, hits, refused, now)
      seen[counter.id] = entry
      if let grown { refusals.append(grown) }
    }
    known = seen
    hasWalked = true
    return refusals
  }

  /// Takes counters that were read again; nil for one that is gone.
  package mutating func read(
    _ readings: [(id: CounterID, reading: CounterReading?)],
    at now: Instant
  ) -> [Refusal] {
    readings.compactMap { id, reading in
      guard var counter = known[id]?.counter else { return nil }
      guard let reading else {
        known[id] = nil
        return nil
      }
      counter.reading = reading
      let standing = counter.standing(at: now)
      guard let hits = standing.hits, let refused = standing.refused else { return nil }
      let (entry, grown) = judged(counter, hits, refused, now)
      known[id] = entry
      return grown
    }
  }

  /// The worst of the counters that are far beyond their limits.
  package func abuses(at now: Instant, limit: Int = 10) -> [CounterAbuse] {
    known.values.compactMap { CounterAbuse($0.counter, $0.counter.standing(at: now)) }
      .sorted { ($1.hits, $0.client) < ($0.hits, $1.client) }
      .prefix(limit).map(\.self)
  }

  private func judged(
    _ counter: Counter,
    _ hits: Int64,
    _ refused: Int64,
    _ now: Instant
  ) -> (Known, Refusal?) {
    let before = known[counter.id]
    // A count that fell began anew; one that no walk saw began since the last walk.
    let base = before.map { hits < $0.hits ? 0 : $0.refused } ?? (hasWalked ? 0 : refused)
    let grown = refused - base
    let entry = Known(
      counter: counter,
      refused: refused,
      hits: hits,
      movedAt: before.map { $0.hits == hits ? $0.movedAt : now } ?? now
    )
    guard grown > 0 else { return (entry, nil) }
    return (
      entry,
      Refusal(
        at: now,
        count: Int(clamping: grown),
        address: counter.key.client.address,
        user: counter.key.client.address == nil ? SafeText.of(counter.key.client.shown()) : nil,
        route: counter.key.route.map { SafeText.of($0) },
        limiter: counter.limiter.name
      )
    )
  }
}
