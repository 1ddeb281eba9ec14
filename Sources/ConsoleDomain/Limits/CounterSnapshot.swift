/// The counters that a scan has found so far, unchanging; segments are shared between snapshots.
package struct CounterSnapshot: Sendable {
  package var limiters: [Profile.Limiter]
  package var progress: ScanProgress
  /// Why limiters in MongoDB are missing or incomplete; nil: they are not.
  package var mongoProblem: String?
  private var segments: [CounterSegment]
  /// The number of each segment's first counter.
  private var starts: [Int]

  /// Makes a snapshot.
  package init(
    limiters: [Profile.Limiter],
    progress: ScanProgress,
    segments: [CounterSegment],
    mongoProblem: String? = nil
  ) {
    self.limiters = limiters
    self.progress = progress
    self.segments = []
    starts = []
    self.mongoProblem = mongoProblem
    append(segments)
  }

  private mutating func append(_ more: [CounterSegment]) {
    for segment in more {
      starts.append(count)
      segments.append(segment)
    }
  }

  /// Counters in it.
  package var count: Int { starts.last.map { $0 + (segments.last?.count ?? 0) } ?? 0 }

  /// Takes the counters of another store in.
  package mutating func add(_ more: [CounterSegment]) {
    append(more)
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

  /// The counter with this number, in the order in which they were found; nil: no format made its key.
  package func counter(_ number: Int) -> Counter? {
    guard let (segment, index) = place(number) else { return nil }
    return segments[segment].counter(index, of: limiters)
  }

  /// The name alone of the counter with this number.
  package func id(_ number: Int) -> CounterID? {
    guard let (segment, index) = place(number) else { return nil }
    return segments[segment].id(index)
  }

  /// Whether one row's key stands before another's, by limiter and then byte by byte.
  func isKeyOrdered(_ left: UInt32, _ right: UInt32) -> Bool {
    guard let first = place(Int(left)), let second = place(Int(right)) else { return left < right }
    let (one, other) = (segments[first.segment], segments[second.segment])
    let limiters = (one.limiter(first.index), other.limiter(second.index))
    guard limiters.0 == limiters.1 else { return limiters.0 < limiters.1 }
    return one.rest(first.index).lexicographicallyPrecedes(other.rest(second.index))
  }

  /// The segment that holds a number, and the place in it.
  private func place(_ number: Int) -> (segment: Int, index: Int)? {
    guard (0..<count).contains(number) else { return nil }
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= number { low = middle } else { high = middle - 1 }
    }
    return (low, number - starts[low])
  }

  /// Calls with each counter from a number on, until a task that is cancelled ends it.
  func visit(
    from first: Int = 0,
    _ body: (UInt32, Counter) -> Void
  ) throws(CancellationError) {
    for (start, segment) in zip(starts, segments) where start + segment.count > first {
      if Task.isCancelled { throw CancellationError() }
      for index in max(0, first - start)..<segment.count {
        guard let counter = segment.counter(index, of: limiters) else { continue }
        body(UInt32(start + index), counter)
      }
    }
  }

  /// The addresses that stand for many clients, by their kind or by their part of all hits.
  package var proxies: Set<NetworkAddress> {
    var weights = AddressWeights()
    visit { weights.add($0) }
    return weights.proxies
  }

  /// The counters that match a query, judged at this moment and in this order.
  package func rows(
    matching query: Query,
    order: CounterOrder,
    now: Instant
  ) throws(CancellationError) -> [CounterRow] {
    let view = CounterView(query: query, order: order, now: now)
    let ordering = try view.ordering(of: self)
    return ordering.rows.compactMap { number in
      counter(Int(number)).map { ordering.row($0, at: now) }
    }
  }
}
