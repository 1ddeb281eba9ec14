/// A query made ready to be held against events, as they are shown: masked values do not match.
package struct AuditMatcher: Sendable {
  private let clauses: [(isNegated: Bool, test: AuditTest)]

  /// Makes a matcher; `now` is what `since:2h` is relative to.
  package init(_ query: Query, now: Instant) {
    clauses = query.clauses.map { ($0.isNegated, AuditTest($0.term, now: now)) }
  }

  /// Whether every clause holds.
  package func matches(_ event: AuditEvent) -> Bool {
    clauses.allSatisfy { $0.test.holds(event) != $0.isNegated }
  }
}

/// One term with its pattern compiled.
private enum AuditTest: Sendable {
  case anywhere(TextMatcher, addressHash: UInt64?)
  case actor(TextMatcher, addressHash: UInt64?)
  case action(TextMatcher)
  case entity(EntityPattern)
  case organization(TextMatcher)
  case body(path: String, TextMatcher)
  case result(String)
  case source(isOurs: Bool)
  case since(Instant)
  case until(Instant)
  /// A field that events do not have; no query of this grammar gives one.
  case nothing

  init(_ term: Query.Term, now: Instant) {
    switch term {
    case .anywhere(let pattern):
      self = .anywhere(TextMatcher(pattern), addressHash: Self.hash(pattern))
    case .text("actor", let pattern):
      self = .actor(TextMatcher(pattern), addressHash: Self.hash(pattern))
    case .text("action", let pattern): self = .action(TextMatcher(pattern))
    case .text("entity", let pattern): self = .entity(EntityPattern(pattern))
    case .text("org", let pattern): self = .organization(TextMatcher(pattern))
    case .text(let field, let pattern): self = .body(path: field, TextMatcher(pattern))
    case .choice("result", let word): self = .result(word)
    case .choice("source", let word): self = .source(isOurs: word == "ours")
    case .moment("since", let moment): self = .since(moment.instant(now: now))
    case .moment("until", let moment): self = .until(moment.instant(now: now))
    case .choice, .amount, .moment: self = .nothing
    }
  }

  private static func hash(_ pattern: TextPattern) -> UInt64? {
    pattern.isAddress ? pattern.literal.map { EmailHash.of($0) } : nil
  }

  func holds(_ event: AuditEvent) -> Bool {
    switch self {
    case .anywhere(let matcher, let hash):
      return event.listedTexts.contains(where: matcher.matches) || holds(event, hash)
    case .actor(let matcher, let hash):
      return event.actors.contains(where: matcher.matches) || holds(event, hash)
    case .action(let matcher): return event.types.contains(where: matcher.matches)
    case .entity(let pattern): return pattern.matches(event)
    case .organization(let matcher):
      guard case .backend(let event) = event else { return false }
      return event.organizationID.map(matcher.matches) ?? false
    case .body(let path, let matcher):
      guard case .ours(let record) = event else { return false }
      return record.text(path).map(matcher.matches) ?? false
    case .result(let word):
      guard case .ours(let record) = event else { return false }
      return word == "dangling" ? record.isDangling : record.text("result") == word
    case .source(let isOurs):
      if case .ours = event { return isOurs }
      return !isOurs
    // An event whose time is not known is in no span of time.
    case .since(let moment): return event.placedAt.map { $0 >= moment } ?? false
    case .until(let moment): return event.placedAt.map { $0 <= moment } ?? false
    case .nothing: return false
    }
  }

  private func holds(_ event: AuditEvent, _ addressHash: UInt64?) -> Bool {
    guard let addressHash, case .backend(let event) = event else { return false }
    return event.actorHash == addressHash
  }
}

extension AuditEvent {
  fileprivate var actors: [String] {
    switch self {
    case .ours(let record):
      record.texts(below: ["actor."])
    case .backend(let event): [event.actor].compactMap { $0 }
    }
  }

  fileprivate var types: [String] {
    switch self {
    case .ours(let record): [record.header.type]
    case .backend(let event): [event.eventType, event.action]
    }
  }

  /// What a bare word is looked for in.
  fileprivate var listedTexts: [String] {
    switch self {
    case .ours(let record):
      [record.header.type, record.header.eventID, String(record.header.sequence)]
        + record.texts(below: [
          "actor.", "entity.", "subject.", "reason", "ticket", "result", "error", "note",
        ])
    case .backend(let event):
      [event.eventType, event.action, event.id]
        + [event.actor, event.entity, event.entityID, event.organizationID].compactMap { $0 }
    }
  }
}
