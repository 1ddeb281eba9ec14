/// Every index that deletes by age, what it would delete, and whether a hold stops it.
package struct RetentionReport: Hashable, Sendable {
  package var rules: [RetentionRule]
  /// Whether the event log has the index that it should have.
  package var standing: RetentionIndex.Standing
  /// The event log's collection.
  package var events: String
  /// Events that the absent index would delete with its first pass.
  package var wouldDelete: RetentionCount
  /// Collections whose indexes could not be read, each with why.
  package var unread: [Unread]
  package var readAt: Instant

  /// A collection of which nothing is known.
  package struct Unread: Hashable, Sendable {
    package var collection: String
    package var problem: StoreProblem

    /// Names a collection.
    package init(collection: String, problem: StoreProblem) {
      self.collection = collection
      self.problem = problem
    }
  }

  /// Makes a report.
  package init(
    rules: [RetentionRule],
    standing: RetentionIndex.Standing,
    events: String,
    wouldDelete: RetentionCount,
    unread: [Unread] = [],
    readAt: Instant
  ) {
    self.rules = rules
    self.standing = standing
    self.events = events
    self.wouldDelete = wouldDelete
    self.unread = unread
    self.readAt = readAt
  }

  /// Whether something is not as it should be: a hold that stops nothing, or an index that is absent.
  package var isFault: Bool {
    if rules.contains(where: \.isFault) { return true }
    switch standing {
    case .present, .unknown: return false
    case .absent, .blocked: return true
    }
  }

  /// Whether a part of it is not known.
  package var isPartial: Bool {
    if !unread.isEmpty { return true }
    if case .unknown = standing { return true }
    return rules.contains { $0.overdue.isUnknown || $0.held.isUnknown }
  }
}

/// One index that deletes by age.
package struct RetentionRule: Hashable, Sendable {
  package var rule: ExpiryRule
  package var effect: Effect
  /// Documents that are past retention and not exempt: the next pass deletes them.
  package var overdue: RetentionCount
  /// Documents that are held and that this index deletes all the same, sooner or later.
  package var held: RetentionCount

  /// Whether a hold keeps documents from being deleted by it.
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    /// The flag takes a document out of the index.
    case stops
    /// A hold takes the date away and keeps it aside.
    case takesDateAway = "takes-date-away"
    case doesNotStop = "does-not-stop"
  }

  /// Makes a rule.
  package init(
    _ rule: ExpiryRule,
    effect: Effect,
    overdue: RetentionCount,
    held: RetentionCount
  ) {
    self.rule = rule
    self.effect = effect
    self.overdue = overdue
    self.held = held
  }

  /// Whether it deletes, or may delete, what a hold has to keep.
  package var isFault: Bool { held.isSome || effect == .doesNotStop }
}

/// How many documents, as far as it was counted.
package enum RetentionCount: Hashable, Sendable {
  case exactly(Int)
  /// Counting stopped here.
  case atLeast(Int)
  /// Not counted, with the reason.
  case unknown(StoreProblem)

  /// For people: `12`, `10,000 or more`, `unknown`.
  package var text: String {
    switch self {
    case .exactly(let count): CountText.grouped(count)
    case .atLeast(let count): "\(CountText.grouped(count)) or more"
    case .unknown: "unknown"
    }
  }

  /// Whether nothing is known.
  package var isUnknown: Bool { if case .unknown = self { true } else { false } }

  fileprivate var isSome: Bool {
    switch self {
    case .exactly(let count), .atLeast(let count): count > 0
    case .unknown: false
    }
  }
}

extension RetentionRule.Effect {
  /// What an index does to held documents of a type; nil for the event log, whose flag is the event's.
  package init(_ rule: ExpiryRule, of entity: EntityProfile?) {
    self =
      switch rule.kind {
      case .exemptsHeld: .stops
      case .unstoppable: .doesNotStop
      case .byMember: entity?.suspendedMember(by: rule) == nil ? .doesNotStop : .takesDateAway
      }
  }

  /// For people, in a few words.
  package var text: String {
    switch self {
    case .stops: "yes, with the flag"
    case .takesDateAway: "yes, the date is kept aside"
    case .doesNotStop: "NO"
    }
  }
}

extension RetentionIndex.Standing {
  /// For people, in one sentence about a collection.
  package func text(of events: String) -> String {
    switch self {
    case .present(let index):
      "\(events): the index \(index) keeps events for ten years, unless held"
    case .absent: "\(events): no index ends events after ten years; they live for ever"
    case .blocked(let index, let why): "\(events): the index \(index) is in the way: \(why)"
    case .unknown(let problem): "\(events): not known: \(ProblemText(problem).line)"
    }
  }
}

/// Reads what deletes by age.
package struct RetentionReads: Sendable {
  /// Everything, within a few seconds; what takes longer is told as not counted.
  package var report: @Sendable () async throws(StoreProblem) -> RetentionReport

  /// Makes a port.
  package init(report: @escaping @Sendable () async throws(StoreProblem) -> RetentionReport) {
    self.report = report
  }
}

extension ExpiryRule {
  /// How old a document gets, for people: `at the date`, `90 days`.
  package var ageText: String {
    if seconds == 0 { return "at the date" }
    if seconds > Int64(Int32.max) { return "never" }
    if seconds % 86_400 == 0 { return CountText.noun(Int(seconds / 86_400), "day") }
    return CountText.noun(Int(seconds), "second")
  }
}
