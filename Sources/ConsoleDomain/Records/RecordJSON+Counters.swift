import ConsoleText

extension RecordJSON {
  /// What an action would do to counters, one object each; keys are masked as in a list.
  static func add(_ counters: [PlannedCounter], to object: inout JSONObjectText) {
    object.add(
      "counters",
      list: counters.map { counter in
        var member = named(counter)
        member.add("hits", counter.standing?.hits)
        member.add("limit", counter.standing?.limit)
        member.add("blocked", counter.standing?.isBlocked)
        member.add(
          "flags",
          list: (counter.standing?.flags.names ?? []).map { JSONText.quoted($0) }
        )
        member.add("skipped", counter.blocked)
        return member.text
      }
    )
  }

  /// What came of counters, one object each.
  static func add(
    _ ending: CountersEnding,
    of counters: [PlannedCounter],
    to object: inout JSONObjectText
  ) {
    object.add(
      "counters",
      list: zip(counters, ending.outcomes).map { counter, outcome in
        var member = named(counter)
        member.add("outcome", outcome.end.word)
        member.add("reason", outcome.end.reason)
        member.add("hits", outcome.hits)
        return member.text
      }
    )
    object.add("notes", list: ending.notes.map { JSONText.quoted($0) })
  }

  private static func named(_ counter: PlannedCounter) -> JSONObjectText {
    var object = JSONObjectText()
    object.add("limiter", counter.limiter.name)
    object.add("key", counter.shownKey)
    object.add("keyHash", counter.keyHash)
    return object
  }
}

extension CounterOutcome.End {
  /// The word of records.
  package var word: String {
    switch self {
    case .done: "done"
    case .alreadyGone: "already-gone"
    case .skipped: "skipped"
    case .failed: "failed"
    case .unknown: "unknown"
    }
  }

  /// Why it was not done; nil where it was.
  package var reason: String? {
    switch self {
    case .skipped(let reason): reason
    case .failed(let problem): ProblemText(problem).line
    case .done, .alreadyGone, .unknown: nil
    }
  }
}
