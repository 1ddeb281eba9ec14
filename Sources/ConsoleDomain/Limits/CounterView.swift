/// Which counters are listed and in which order, judged at a moment of the server's clock.
package struct CounterView: Hashable, Sendable {
  package var query: Query
  package var order: CounterOrder
  package var now: Instant

  /// Makes a view.
  package init(query: Query, order: CounterOrder, now: Instant) {
    self.query = query
    self.order = order
    self.now = now
  }

  /// Works out the order of a snapshot's rows; to be called away from the main actor, a cancelled task
  /// ends early.
  ///
  /// `earlier` is an ordering of the same view and scan: only rows that were found since are judged.
  package func ordering(
    of snapshot: CounterSnapshot,
    extending earlier: CounterOrdering? = nil
  ) throws(CancellationError) -> CounterOrdering {
    let first = earlier?.covered ?? 0
    var ordering = CounterOrdering(weights: earlier?.weights ?? AddressWeights())
    // Who stands for many clients is known once all counters were seen.
    try snapshot.visit(from: first) { _, counter in ordering.weights.add(counter) }
    ordering.findProxies()
    let matcher = CounterMatcher(query)
    var keys: [CounterSortKey] = []
    try snapshot.visit(from: first) { number, counter in
      let row = ordering.row(counter, at: now)
      guard matcher.matches(row, now: now) else { return }
      keys.append(CounterSortKey(value: order.key(of: row), row: number))
    }
    let precedes = self.precedes(in: snapshot)
    keys.sort(by: precedes)
    if Task.isCancelled { throw CancellationError() }
    ordering.keys = Self.merged(earlier?.keys ?? [], keys, by: precedes)
    ordering.covered = snapshot.count
    return ordering
  }

  private func precedes(
    in snapshot: CounterSnapshot
  ) -> (CounterSortKey, CounterSortKey) -> Bool {
    let isDescending = order.isDescending
    return { left, right in
      switch (left.value, right.value) {
      case (let first?, let second?) where first != second:
        isDescending ? first > second : first < second
      case (_?, nil): true
      case (nil, _?): false
      default: snapshot.isKeyOrdered(left.row, right.row)
      }
    }
  }

  private static func merged(
    _ left: [CounterSortKey],
    _ right: [CounterSortKey],
    by precedes: (CounterSortKey, CounterSortKey) -> Bool
  ) -> [CounterSortKey] {
    guard !left.isEmpty else { return right }
    var result: [CounterSortKey] = []
    result.reserveCapacity(left.count + right.count)
    var place = 0
    for key in right {
      while place < left.count, !precedes(key, left[place]) {
        result.append(left[place])
        place += 1
      }
      result.append(key)
    }
    return result + left[place...]
  }
}

/// The rows of one scan that a view shows, in its order.
package struct CounterOrdering: Sendable {
  /// How many rows of the scan were looked at.
  package fileprivate(set) var covered = 0
  fileprivate(set) var keys: [CounterSortKey] = []
  fileprivate(set) var weights: AddressWeights
  /// The addresses that stand for many clients, by their kind or by their part of all hits.
  package private(set) var proxies: Set<NetworkAddress> = []

  fileprivate init(weights: AddressWeights) {
    self.weights = weights
  }

  /// The row numbers in order.
  package var rows: [UInt32] { keys.map(\.row) }

  fileprivate mutating func findProxies() { proxies = weights.proxies }

  /// Judges a counter, with what only all of them together tell.
  package func row(_ counter: Counter, at now: Instant) -> CounterRow {
    var row = CounterRow(counter, at: now)
    if let address = counter.key.client.address, proxies.contains(address) {
      row.standing.flags.insert(.proxy)
    }
    return row
  }
}

/// How many hits come from each address, of how many in all.
struct AddressWeights: Sendable {
  private var hits: [NetworkAddress: Int] = [:]
  private var total = 0

  mutating func add(_ counter: Counter) {
    guard let address = counter.key.client.address, case .count(let count) = counter.reading.value
    else { return }
    hits[address, default: 0] += max(0, Int(clamping: count))
    total += max(0, Int(clamping: count))
  }

  var proxies: Set<NetworkAddress> {
    Set(hits.lazy.filter { ProxyRule.isProxy($0.key, seen: $0.value, of: total) }.map(\.key))
  }
}
