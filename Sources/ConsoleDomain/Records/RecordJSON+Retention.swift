extension RecordJSON {
  /// One index that deletes by age.
  package static func retentionRule(_ rule: RetentionRule) -> String {
    var object = JSONObjectText()
    object.add("collection", rule.rule.collection)
    object.add("index", rule.rule.index)
    object.add("field", rule.rule.field)
    object.add("seconds", rule.rule.seconds)
    object.add("kind", rule.rule.kind.rawValue)
    object.add("hold", rule.effect.rawValue)
    add("pastRetention", rule.overdue, to: &object)
    add("heldWithExpiry", rule.held, to: &object)
    return object.text
  }

  /// The index that the event log should have.
  package static func retentionIndex(_ report: RetentionReport) -> String {
    var object = JSONObjectText()
    object.add("collection", report.events)
    object.add("index", report.standing.index)
    object.add("field", RetentionIndex.field)
    object.add("seconds", RetentionIndex.seconds)
    object.add("kind", ExpiryRule.Kind.exemptsHeld.rawValue)
    object.add("standing", report.standing.word)
    object.add("because", report.standing.why)
    add("wouldDelete", report.wouldDelete, to: &object)
    return object.text
  }

  /// A collection whose indexes could not be read.
  package static func retentionUnread(_ unread: RetentionReport.Unread) -> String {
    var object = JSONObjectText()
    object.add("collection", unread.collection)
    object.add("problem", ProblemText(unread.problem).line)
    return object.text
  }

  /// `null` for unknown, and whether there may be more.
  private static func add(
    _ name: String,
    _ count: RetentionCount,
    to object: inout JSONObjectText
  ) {
    switch count {
    case .exactly(let number):
      object.add(name, Int64(number))
      object.add("\(name)IsExact", true)
    case .atLeast(let number):
      object.add(name, Int64(number))
      object.add("\(name)IsExact", false)
    case .unknown:
      object.add(name, Int64?.none)
      object.add("\(name)IsExact", Bool?.none)
    }
  }
}

extension RetentionIndex.Standing {
  fileprivate var word: String {
    switch self {
    case .present: "present"
    case .absent: "absent"
    case .blocked: "blocked"
    case .unknown: "unknown"
    }
  }

  fileprivate var index: String? {
    switch self {
    case .present(let index), .blocked(let index, _): index
    case .absent, .unknown: nil
    }
  }

  fileprivate var why: String? {
    switch self {
    case .blocked(_, let why): why
    case .unknown(let problem): ProblemText(problem).line
    case .present, .absent: nil
    }
  }
}
