/// What a source tells at one time.
package struct RefusalBatch: Sendable {
  /// The source as it is now.
  package var source: RefusalSource
  package var refusals: [Refusal]
  /// All requests, refused ones included, by the moment of their minute; empty: the source knows none.
  package var requests: [(at: Instant, count: Int)]
  /// The time that it speaks of: where it names no refusal in here, there was none.
  package var recorded: Range<Instant>?
  /// What a look at the counters found; nil: the source does not look there.
  package var sight: CounterSight?

  /// Makes a batch.
  package init(
    _ source: RefusalSource,
    refusals: [Refusal] = [],
    requests: [(at: Instant, count: Int)] = [],
    recorded: Range<Instant>? = nil,
    sight: CounterSight? = nil
  ) {
    self.source = source
    self.refusals = refusals
    self.requests = requests
    self.recorded = recorded
    self.sight = sight
  }
}

/// What the last whole walk over the key space found of the profile's limiters.
package struct CounterSight: Hashable, Sendable {
  /// Counters of any limiter.
  package var counters: Int
  /// When the walk ended, or the counters were last read again.
  package var at: Instant
  /// Some counters that are far beyond their limit, the worst first.
  package var abuses: [CounterAbuse]

  /// Makes a sight.
  package init(counters: Int, at: Instant, abuses: [CounterAbuse] = []) {
    self.counters = counters
    self.at = at
    self.abuses = abuses
  }
}

/// Watches every source of refusals that was named.
package struct RefusalReads: Sendable {
  /// Publishes the history at once and then one to four times a second, until its task is cancelled.
  ///
  /// A source that fails says so in the history, and is tried again.
  package var watch:
    @Sendable (_ publish: @escaping @Sendable (RefusalHistory) -> Void) async -> Void

  /// Makes a port.
  package init(
    watch:
      @escaping @Sendable (_ publish: @escaping @Sendable (RefusalHistory) -> Void) async -> Void
  ) {
    self.watch = watch
  }

  /// Without any source: says so once, and nothing is recorded.
  package static let none = RefusalReads { publish in publish(RefusalHistory()) }
}
