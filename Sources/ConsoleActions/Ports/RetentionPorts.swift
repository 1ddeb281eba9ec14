package import ConsoleDomain

/// Everything that creating the retention index reads and writes.
package struct RetentionPorts: Sendable {
  package var reads: RetentionPlanReads
  package var indexer: any RetentionIndexer
  /// The event log's collection.
  package var events: String

  /// Names the ports.
  package init(reads: RetentionPlanReads, indexer: any RetentionIndexer, events: String) {
    self.reads = reads
    self.indexer = indexer
    self.events = events
  }
}

/// What a plan of the index reads: plain closures, since reading needs no permit.
package struct RetentionPlanReads: Sendable {
  /// What stands in the way of the index.
  package var standing: @Sendable () async throws(StoreProblem) -> RetentionIndex.Standing
  /// Other indexes of the event log that delete by age.
  package var rules: @Sendable () async throws(StoreProblem) -> [ExpiryRule]
  /// What the first pass would delete, counted on the server to the last event.
  package var dying: @Sendable () async throws(StoreProblem) -> DyingEvents
  /// Events about held documents without the flag, under whatever label.
  package var unflagged: @Sendable () async throws(StoreProblem) -> UnflaggedEvents
  /// The last sweep that ended; nil: none has.
  package var sweep: @Sendable () async throws(StoreProblem) -> SweepRun?

  /// Makes the ports.
  package init(
    standing: @escaping @Sendable () async throws(StoreProblem) -> RetentionIndex.Standing,
    rules: @escaping @Sendable () async throws(StoreProblem) -> [ExpiryRule],
    dying: @escaping @Sendable () async throws(StoreProblem) -> DyingEvents,
    unflagged: @escaping @Sendable () async throws(StoreProblem) -> UnflaggedEvents,
    sweep: @escaping @Sendable () async throws(StoreProblem) -> SweepRun?
  ) {
    self.standing = standing
    self.rules = rules
    self.dying = dying
    self.unflagged = unflagged
    self.sweep = sweep
  }
}

/// What the first pass of the index would delete.
package struct DyingEvents: Hashable, Sendable {
  package var count: Int
  /// Past retention too, but without the flag: the index does not have them, and they stay.
  package var flagless: Int
  /// Events that were created before this.
  package var before: Instant
  /// Some of them, the oldest by id first.
  package var samples: [PlannedDocument]

  /// Makes a count.
  package init(count: Int, flagless: Int, before: Instant, samples: [PlannedDocument]) {
    self.count = count
    self.flagless = flagless
    self.before = before
    self.samples = samples
  }
}

/// Events about held documents that a deletion by age would not spare.
package struct UnflaggedEvents: Hashable, Sendable {
  package var count: Int
  /// Whether counting stopped: there are more.
  package var isCapped: Bool
  /// Documents they are about, some of them.
  package var about: [EntityKey]

  /// Makes a finding.
  package init(count: Int = 0, isCapped: Bool = false, about: [EntityKey] = []) {
    self.count = count
    self.isCapped = isCapped
    self.about = about
  }
}

/// The write port for the retention index.
package protocol RetentionIndexer: Sendable {
  /// Creates the one index of `RetentionIndex` on the event log; repeating it changes nothing.
  func create(permit: borrowing MutationPermit) async throws(StoreProblem)
}
