import ConsoleText

/// Counters that are looked at again and again, and what their growth beyond the limit says.
///
/// A counter counts on when it refuses, so that its growth beyond the limit is what was refused since
/// the last look: a lower bound, since a window that ended between two looks took its last hits with it.
package struct CounterWatch: Sendable {
  /// Counters that are kept; those beyond are the ones that are far from their limit and don't move.
  package static let most = 2000
  /// Abuses that are named.
  private static let named = 5

  private var known: [CounterID: Known] = [:]
  /// Whether a whole walk has ended: a counter that comes later began since.
  private var hasWalked = false
  /// Whether any was let go: a counter that is found need not be new then.
  private var hasLetGo = false
  private var walked = 0
  /// Counters of the last whole walk, and when they were last looked at; nil: no walk has ended yet.
  package private(set) var seen: (counters: Int, at: Instant)?

  private struct Known: Sendable {
    var counter: Counter
    var standing: CounterStanding
    var movedAt: Instant

    /// The urgent ones first: beyond half of the limit, then by the latest move.
    func precedes(_ other: Known) -> Bool {
      (isNear ? 1 : 0, movedAt) > (other.isNear ? 1 : 0, other.movedAt)
    }

    private var isNear: Bool {
      guard let hits = standing.hits, let limit = standing.limit else { return false }
      return hits * 2 >= limit
    }
  }

  /// Knows nothing yet.
  package init() {}

  /// The counters to look at again, the urgent ones first.
  package func ids(most: Int) -> [CounterID] {
    guard known.count > most else { return Array(known.keys) }
    return known.sorted { $0.value.precedes($1.value) }.prefix(most).map(\.key)
  }

  /// Whether a counter is looked at again anyway.
  package func contains(_ id: CounterID) -> Bool { known[id] != nil }

  /// Takes a counter that a walk found; `server` is the server's clock, `now` ours.
  ///
  /// It answers what was refused since: a counter that the last whole walk did not find has refused all
  /// of it since then, and of any other nobody knows when.
  package mutating func find(_ counter: Counter, server: Instant, now: Instant) -> Refusal? {
    walked += 1
    guard known[counter.id] == nil else { return nil }
    let standing = counter.standing(at: server)
    guard standing.refused != nil else { return nil }
    known[counter.id] = Known(counter: counter, standing: standing, movedAt: now)
    defer { letGo() }
    guard hasWalked, !hasLetGo else { return nil }
    return refusal(standing.refused ?? 0, by: counter, at: now)
  }

  /// Counts a counter that a walk met and that is known.
  package mutating func meet() { walked += 1 }

  /// A walk begins at the first key again.
  package mutating func beginWalk() { walked = 0 }

  /// A walk has seen every key.
  package mutating func endWalk(at now: Instant) {
    seen = (walked, now)
    hasWalked = true
  }

  /// Takes a look at a known counter; nil: it is gone.
  package mutating func look(
    _ id: CounterID,
    _ reading: CounterReading?,
    server: Instant,
    now: Instant
  ) -> Refusal? {
    guard var entry = known[id] else { return nil }
    guard let reading else {
      known[id] = nil
      return nil
    }
    let before = entry.standing
    entry.counter.reading = reading
    entry.standing = entry.counter.standing(at: server)
    if entry.standing.hits != before.hits { entry.movedAt = now }
    known[id] = entry
    guard let refused = entry.standing.refused, let hits = entry.standing.hits else { return nil }
    // Fewer hits than before: another window, which began at 0.
    let isSameWindow = hits >= before.hits ?? 0
    let grown = isSameWindow ? refused - (before.refused ?? 0) : refused
    return refusal(grown, by: entry.counter, at: now)
  }

  /// All were looked at.
  package mutating func endLook(at now: Instant) {
    if let seen { self.seen = (max(seen.counters, known.count), now) }
  }

  /// What the last whole walk and the last look found; nil before a walk has ended.
  package var sight: CounterSight? {
    guard let seen else { return nil }
    let proxies = proxies
    let abuses = known.values.compactMap { entry -> CounterAbuse? in
      if let address = entry.counter.key.client.address, proxies.contains(address) { return nil }
      return CounterAbuse(entry.counter, entry.standing)
    }
    .sorted { ($0.hits / max(1, $0.limit), $0.client) > ($1.hits / max(1, $1.limit), $1.client) }
    return CounterSight(
      counters: seen.counters,
      at: seen.at,
      abuses: Array(abuses.prefix(Self.named))
    )
  }

  private var proxies: Set<NetworkAddress> {
    var hits: [NetworkAddress: Int] = [:]
    var all = 0
    for entry in known.values {
      guard let address = entry.counter.key.client.address, let count = entry.standing.hits
      else { continue }
      hits[address, default: 0] += max(0, Int(count))
      all += max(0, Int(count))
    }
    return Set(hits.lazy.filter { ProxyRule.isProxy($0.key, seen: $0.value, of: all) }.map(\.key))
  }

  private func refusal(_ count: Int64, by counter: Counter, at now: Instant) -> Refusal? {
    guard count > 0 else { return nil }
    let client = counter.key.client
    return Refusal(
      at: now,
      count: Int(count),
      address: client.address,
      user: client.address == nil ? SafeText.of(client.shown()) : nil,
      route: counter.key.route.map { SafeText.of($0) },
      limiter: counter.limiter.name
    )
  }

  /// Lets the least urgent go when a quarter too many are known.
  private mutating func letGo() {
    guard known.count > Self.most * 5 / 4 else { return }
    hasLetGo = true
    let kept = known.sorted { $0.value.precedes($1.value) }.prefix(Self.most)
    known = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
  }
}
