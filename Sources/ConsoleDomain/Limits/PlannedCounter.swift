/// One counter of a plan as it was seen, and why it would be left alone.
package struct PlannedCounter: Hashable, Sendable {
  package var id: CounterID
  package var limiter: Profile.Limiter
  /// The key as it may be shown.
  package var shownKey: String
  /// The network address that it counts, where it counts one.
  package var address: NetworkAddress?
  /// Where it stood; nil: it is not there, and a block makes it.
  package var standing: CounterStanding?
  /// Why it would be skipped; nil when it would be acted on.
  package var blocked: String?

  /// Makes a planned counter.
  package init(
    id: CounterID,
    limiter: Profile.Limiter,
    shownKey: String,
    address: NetworkAddress? = nil,
    standing: CounterStanding?,
    blocked: String? = nil
  ) {
    self.id = id
    self.limiter = limiter
    self.shownKey = shownKey
    self.address = address
    self.standing = standing
    self.blocked = blocked
  }

  /// SHA-256 of the whole key in hex: how records name it.
  package var keyHash: String { id.hash(prefix: limiter.prefix) }

  /// `4/3, blocked, proxy?`: where it stood, in words.
  package var standingText: String {
    guard let standing else { return "no hits" }
    let hits = standing.hits.map(String.init) ?? "?"
    var words = [standing.limit.map { "\(hits)/\($0)" } ?? "\(hits) hits"]
    if standing.isBlocked == true { words.append("blocked") }
    if standing.isBlocked == nil { words.append("blocked not known") }
    return (words + standing.flags.names).joined(separator: ", ")
  }
}

/// How one counter ended, with what it held right before.
package struct CounterOutcome: Hashable, Sendable {
  package var end: End
  /// What the store held when we came; nil: nothing, or it was not read.
  package var before: CounterReading?

  /// The ways to end.
  package enum End: Hashable, Sendable {
    case done
    /// It was gone before we came.
    case alreadyGone
    case skipped(reason: String)
    case failed(StoreProblem)
    /// The write was sent and no answer came.
    case unknown
  }

  /// Makes an outcome.
  package init(_ end: End, before: CounterReading? = nil) {
    self.end = end
    self.before = before
  }

  /// Hits that were counted when we came; nil: not known.
  package var hits: Int64? {
    switch before?.value {
    case .count(let count)?, .span(let count, _)?: count
    case .tokens?, .unreadable?, nil: nil
    }
  }

  /// The outcome in words; `done` is what was done.
  package func text(done: String) -> String {
    switch end {
    case .done: hits.map { "\(done) at \(CountText.noun(Int(clamping: $0), "hit"))" } ?? done
    case .alreadyGone: "was already gone"
    case .skipped(let reason): "skipped: \(reason)"
    case .failed(let problem): "failed: \(ProblemText(problem).line)"
    case .unknown: "unknown: no answer came after it was sent"
    }
  }
}

/// How the counters of an action ended, in the plan's order.
package struct CountersEnding: Hashable, Sendable {
  package var outcomes: [CounterOutcome]
  /// What else a person must know of it: one sentence each.
  package var notes: [String]

  /// Makes an ending.
  package init(_ outcomes: [CounterOutcome], notes: [String] = []) {
    self.outcomes = outcomes
    self.notes = notes
  }

  /// Counters that we changed.
  package var changed: Int { outcomes.count { $0.end == .done } }
  /// Counters that were left alone.
  package var skipped: Int {
    outcomes.count { if case .skipped = $0.end { true } else { false } }
  }

  /// How many ended in each way, in one line.
  package var counts: String {
    let gone = outcomes.count { $0.end == .alreadyGone }
    let failed = outcomes.count { if case .failed = $0.end { true } else { false } }
    let unknown = outcomes.count { $0.end == .unknown }
    return "\(changed) done, \(gone) gone before, \(skipped) skipped, \(failed) failed, "
      + "\(unknown) unknown"
  }
}
