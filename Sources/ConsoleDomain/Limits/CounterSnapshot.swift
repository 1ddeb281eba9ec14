/// The counters that a scan has found so far, unchanging; segments are shared between snapshots.
package struct CounterSnapshot: Sendable {
  package var limiters: [Profile.Limiter]
  package var progress: ScanProgress
  /// Why limiters in MongoDB are missing or incomplete; nil: they are not.
  package var mongoProblem: String?
  private var segments: [CounterSegment]

  /// Makes a snapshot.
  package init(
    limiters: [Profile.Limiter],
    progress: ScanProgress,
    segments: [CounterSegment],
    mongoProblem: String? = nil
  ) {
    self.limiters = limiters
    self.progress = progress
    self.segments = segments
    self.mongoProblem = mongoProblem
  }

  /// Counters in it.
  package var count: Int { segments.reduce(0) { $0 + $1.count } }

  /// Takes the counters of another store in.
  package mutating func add(_ more: [CounterSegment]) {
    segments += more
    progress.scanned = count
  }

  /// Calls with each counter, in the order in which they were found.
  package func visit<Failure: Error>(
    _ body: (Counter) throws(Failure) -> Void
  ) throws(Failure) {
    for segment in segments {
      for index in 0..<segment.count {
        guard let counter = segment.counter(index, of: limiters) else { continue }
        try body(counter)
      }
    }
  }

  /// The counters that match a query, judged at this moment and in this order.
  package func rows(matching query: Query, order: CounterOrder, now: Instant) -> [CounterRow] {
    let matcher = CounterMatcher(query)
    let proxies = proxies
    var rows: [CounterRow] = []
    visit { counter in
      var row = CounterRow(counter, at: now)
      if let address = counter.key.client.address, proxies.contains(address) {
        row.standing.flags.insert(.proxy)
      }
      if matcher.matches(row, now: now) { rows.append(row) }
    }
    return rows.sorted(by: order.precedes)
  }

  /// The addresses that stand for many clients, by their kind or by their part of all hits.
  package var proxies: Set<NetworkAddress> {
    var hits: [NetworkAddress: Int] = [:]
    var total = 0
    visit { counter in
      guard let address = counter.key.client.address, case .count(let count) = counter.reading.value
      else { return }
      hits[address, default: 0] += max(0, Int(count))
      total += max(0, Int(count))
    }
    return Set(
      hits.lazy.filter { ProxyRule.isProxy($0.key, seen: $0.value, of: total) }.map(\.key)
    )
  }
}
