/// A query made ready for counters; a masked client matches as it is shown, or by its whole address.
package struct CounterMatcher: Sendable {
  private let clauses: [(isNegated: Bool, term: Term)]

  private enum Term: Sendable {
    case text(@Sendable (CounterRow) -> [String], TextMatcher)
    case email(UInt64)
    case blocked(Bool?)
    case flag(CounterFlags)
    case hits(Query.Comparison, Int64)
    case resets(Query.Comparison, Int64)
    case either([Term])
    case nothing
  }

  /// Makes a matcher.
  package init(_ query: Query) {
    clauses = query.clauses.map { ($0.isNegated, Self.term($0.term)) }
  }

  /// Whether a counter matches every clause at this moment.
  package func matches(_ row: CounterRow, now: Instant) -> Bool {
    clauses.allSatisfy { Self.holds($0.term, row, now) != $0.isNegated }
  }

  private static func term(_ term: Query.Term) -> Term {
    switch term {
    case .text("limiter", let pattern): .text({ [$0.counter.limiter.name] }, TextMatcher(pattern))
    case .text("client", let pattern):
      .text({ [$0.counter.key.client.shown()] }, TextMatcher(pattern))
    case .text("ip", let pattern):
      .text({ $0.counter.key.client.address.map { [$0.text] } ?? [] }, TextMatcher(pattern))
    case .text("email", let pattern):
      pattern.literal.map { .email(EmailHash.of($0)) } ?? .nothing
    case .choice("blocked", let word):
      .blocked(word == "unknown" ? nil : word == "yes")
    case .choice("flag", let word):
      CounterFlags.named.first { $0.name == word }.map { .flag($0.flag) } ?? .nothing
    case .amount("hits", let comparison, let amount): .hits(comparison, amount)
    case .amount("resets", let comparison, let amount): .resets(comparison, amount)
    case .anywhere(let pattern):
      .either(
        [
          .text(
            { [$0.counter.limiter.name, $0.counter.shownKey()] },
            TextMatcher(pattern)
          )
        ]
          + (pattern.isAddress
            ? pattern.literal.map { [.email(EmailHash.of($0))] } ?? [] : [])
      )
    case .text, .choice, .amount, .moment: .nothing
    }
  }

  private static func holds(_ term: Term, _ row: CounterRow, _ now: Instant) -> Bool {
    switch term {
    case .text(let texts, let matcher): texts(row).contains { matcher.matches($0) }
    case .email(let hash): row.counter.key.client.email.map(EmailHash.of) == hash
    case .blocked(let verdict): row.standing.isBlocked == verdict
    case .flag(let flag): row.standing.flags.contains(flag)
    case .hits(let comparison, let amount):
      row.standing.hits.map { comparison.holds($0, amount) } ?? false
    case .resets(let comparison, let amount):
      // No end counts as the longest time.
      comparison.holds(
        row.standing.endsAt.map { now.duration(to: $0).wholeMilliseconds } ?? .max,
        amount
      )
    case .either(let terms): terms.contains { holds($0, row, now) }
    case .nothing: false
    }
  }
}

/// A counter with where it stands.
package struct CounterRow: Hashable, Sendable {
  package var counter: Counter
  package var standing: CounterStanding

  /// Judges a counter at a moment of the server's clock.
  package init(_ counter: Counter, at now: Instant) {
    self.counter = counter
    standing = counter.standing(at: now)
  }
}

extension LimiterClient {
  /// The e-mail address that it counts, in clear; never to a record or a log.
  var email: String? { kind == .email ? String(emailParts.email) : nil }
}
