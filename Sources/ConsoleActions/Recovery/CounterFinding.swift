import ConsoleDomain

/// A counter of an intent, as its record names it.
struct RecordedCounter: Hashable, Sendable {
  var name: Name
  var hits: Int64?
  /// When its window would have ended by itself; nil: never, or not known.
  var endsAt: Instant?
  /// It would have been left alone.
  var isBlocked: Bool

  /// What tells counters apart in records.
  struct Name: Hashable, Sendable {
    var limiter: String
    var keyHash: String
  }

  /// In the order of the plan; nil when the record does not name as many as it counts.
  static func all(of intent: DanglingIntent) -> [RecordedCounter]? {
    let paths = intent.fields.keys.filter { $0.hasPrefix("counters.") }.sorted()
    let targets = paths.compactMap { path -> RecordedCounter? in
      guard case .document(let counter)? = intent.fields[path],
        case .string(let limiter)? = counter["limiter"],
        case .string(let hash)? = counter["keyHash"]
      else { return nil }
      var target = RecordedCounter(name: Name(limiter: limiter, keyHash: hash), isBlocked: false)
      if case .int(let hits)? = counter["hits"] { target.hits = hits }
      if case .string(let text)? = counter["endsAt"] { target.endsAt = Instant(iso8601: text) }
      if case .string? = counter["blocked"] { target.isBlocked = true }
      return target
    }
    guard case .int(let matched)? = intent.fields["counts.matched"], Int(matched) == targets.count
    else { return nil }
    return targets
  }
}

/// What a look at the counters of an interrupted action gave.
struct CounterFinding {
  let targets: [RecordedCounter]
  let present: [RecordedCounter.Name: CounterStanding]
  let isBlock: Bool
  /// What is not there may have been lost with the server, or be on the other one.
  let isAnotherServer: Bool
  let now: Instant

  /// What is known of one counter.
  enum Word: String {
    case skipped
    /// As the action would have left it.
    case applied
    /// As it was before.
    case present
    case unknown
  }

  var state: RecoveredState {
    let words = targets.map(word)
    let applied = words.count { $0 == .applied }
    let unknown = words.count { $0 == .unknown }
    return RecoveredState(
      result: applied > 0 ? .recovered : unknown > 0 ? .unknown : .notApplied,
      matched: targets.count,
      changed: applied,
      blocked: words.count { $0 == .skipped },
      remark: remark(words),
      details: zip(targets, words).enumerated().map { index, end in
        .item(
          "outcomes",
          index,
          .document([
            "limiter": .string(end.0.name.limiter), "keyHash": .string(end.0.name.keyHash),
            "outcome": .string(end.1.rawValue),
          ])
        )
      }
    )
  }

  private func word(_ target: RecordedCounter) -> Word {
    if target.isBlocked { return .skipped }
    let standing = present[target.name]
    if isBlock {
      guard let standing else { return isAnotherServer ? .unknown : .present }
      return standing.isBlocked == true ? .applied : .present
    }
    guard let standing, !standing.flags.contains(.past) else {
      return isAnotherServer || isOver(target) ? .unknown : .applied
    }
    guard let hits = standing.hits, let before = target.hits, hits < before else {
      return .present
    }
    // Fewer hits than before: reset and counted again, or the next window's.
    return isOver(target) ? .unknown : .applied
  }

  /// Whether its window has ended by itself since, so that it would be gone in any case.
  private func isOver(_ target: RecordedCounter) -> Bool {
    target.endsAt.map { $0 <= now } ?? false
  }

  private func remark(_ words: [Word]) -> String? {
    let unknown = words.count { $0 == .unknown }
    let left = words.count { $0 == .present }
    var remarks: [String] = []
    if unknown > 0 {
      remarks.append(
        isAnotherServer
          ? "Redis was restarted or is another server: what is not there tells nothing."
          : "The windows of \(unknown) have ended by themselves: what became of them is not known."
      )
    }
    if left > 0, words.contains(.applied) {
      remarks.append("Partial: \(left) of \(targets.count) are as they were.")
    }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
  }
}
