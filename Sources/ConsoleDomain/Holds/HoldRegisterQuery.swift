/// The query language over the register of holds and what a check found
/// (`state:releasing matter:LH-204 -by:ana`).
package enum HoldRegisterQuery {
  private static let states =
    LegalHold.State.allCases.map(\.rawValue) + HoldFinding.Kind.allCases.map(\.rawValue)

  /// The fields that a hold or a finding may have.
  package static let grammar = QueryGrammar(fields: [
    QueryField("state", .choice(states), help: "where the hold stands, or what was found"),
    QueryField("matter", .text, help: "the matter's id"),
    QueryField("title", .text, help: "the matter's title"),
    QueryField("hold", aliases: ["id"], .text, help: "the hold's id"),
    QueryField("by", aliases: ["placed"], .text, help: "who placed it"),
    QueryField("custodian", .text, help: "somebody who has to be told"),
    QueryField("ticket", .text, help: "the ticket it was placed with"),
    QueryField("type", aliases: ["collection"], .text, help: "a type in its scope"),
  ])

  /// Reads a filter; an empty one matches everything.
  package static func parse(_ text: String) throws(QueryProblem) -> Query {
    try Query(parsing: text, grammar: grammar)
  }
}

extension Query {
  /// Whether a filter asks for a state of holds that are over, which lists otherwise leave out.
  package var namesHoldThatIsOver: Bool {
    clauses.contains { clause in
      guard !clause.isNegated, case .choice("state", let word) = clause.term else { return false }
      return LegalHold.State(rawValue: word)?.isHolding == false
    }
  }
}

/// A query made ready for holds and findings.
package struct HoldMatcher: Sendable {
  private let clauses: [(isNegated: Bool, term: Term)]

  private enum Term: Sendable {
    case state(String)
    case text(field: String?, TextMatcher)
    case nothing
  }

  /// Makes a matcher.
  package init(_ query: Query) {
    clauses = query.clauses.map { ($0.isNegated, Self.term($0.term)) }
  }

  /// Whether a hold matches every clause.
  package func matches(_ hold: LegalHold) -> Bool {
    matches(state: hold.state.rawValue) { field in Self.texts(of: hold, field) }
  }

  /// Whether a finding matches every clause; `hold` is the one it is about, if the register has it.
  package func matches(_ finding: HoldFinding, of hold: LegalHold?) -> Bool {
    matches(state: finding.kind.rawValue) { field in
      let own: [String] =
        switch field {
        case "hold": finding.hold.map { [$0] } ?? []
        case "type": [finding.place]
        case nil: [finding.place] + finding.ids + (finding.hold.map { [$0] } ?? [])
        default: []
        }
      return own + (hold.map { Self.texts(of: $0, field) } ?? [])
    }
  }

  private func matches(state: String, _ texts: (String?) -> [String]) -> Bool {
    clauses.allSatisfy { clause in
      let holds =
        switch clause.term {
        case .state(let word): word == state
        case .text(let field, let matcher): texts(field).contains { matcher.matches($0) }
        case .nothing: false
        }
      return holds != clause.isNegated
    }
  }

  private static func term(_ term: Query.Term) -> Term {
    switch term {
    case .choice("state", let word): .state(word)
    case .text(let field, let pattern): .text(field: field, TextMatcher(pattern))
    case .anywhere(let pattern): .text(field: nil, TextMatcher(pattern))
    case .choice, .amount, .moment: .nothing
    }
  }

  /// The texts of a field; of nil all of them.
  private static func texts(of hold: LegalHold, _ field: String?) -> [String] {
    switch field {
    case "matter": [hold.matter.id]
    case "title": [hold.matter.title]
    case "hold": [hold.id]
    case "by": [hold.placedBy ?? ""]
    case "custodian": hold.custodians.map(\.id)
    case "ticket": [hold.ticket]
    case "type": hold.scope.selections.map(\.type)
    case nil:
      [hold.matter.id, hold.matter.title, hold.id, hold.placedBy ?? "", hold.ticket]
        + hold.custodians.map(\.id)
    default: []
    }
  }
}
