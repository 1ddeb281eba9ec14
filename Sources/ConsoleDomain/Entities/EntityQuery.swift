/// The query language over documents of a mapped type (`held:yes org:64f0c0 -archived:yes ana`).
package enum EntityQuery {
  private static let marks = ["yes", "no", "missing"]

  /// The fields that documents of every type have.
  package static let grammar = QueryGrammar(fields: [
    QueryField("held", aliases: ["hold"], .choice(marks), help: "under legal hold"),
    QueryField("archived", aliases: ["archive"], .choice(marks), help: "archived"),
    QueryField("stripped", aliases: ["strip"], .choice(marks), help: "personal data stripped"),
    QueryField(
      "org",
      aliases: ["organization", "organisation", "tenant"],
      .text,
      help: "organisation's id"
    ),
    QueryField("id", .text, help: "the document's id"),
    QueryField("name", .text, help: "the masked name"),
  ])

  /// Reads a filter; an empty one matches every document.
  package static func parse(_ text: String) throws(QueryProblem) -> Query {
    try Query(parsing: text, grammar: grammar)
  }
}

extension EntityPageRequest {
  /// Asks for documents, with all of a query that the server can answer by itself.
  ///
  /// Every document that matches the query matches the request; `EntityMatcher` tests the rest.
  package init(
    type: String,
    query: Query,
    place: DocumentPlace = .main,
    after: DocumentID? = nil,
    limit: Int = 200
  ) {
    self.init(type: type, place: place, after: after, limit: limit)
    for clause in query.clauses where !clause.isNegated {
      switch clause.term {
      case .choice("held", let mark): isHeld = mark == "yes"
      case .text("org", let pattern): organizationID = pattern.wholeID ?? organizationID
      case .text("id", let pattern): id = pattern.wholeID ?? id
      default: continue
      }
    }
  }
}

extension TextPattern {
  /// The literal where it can only be a whole id: an ObjectId, or one that is asked for with `=`.
  fileprivate var wholeID: String? {
    guard let literal else { return nil }
    let isObjectID = literal.utf8.count == 24 && literal.utf8.allSatisfy(\.isHexDigit)
    return isWhole || isObjectID ? literal : nil
  }
}

/// A query made ready for rows of documents; what is masked matches as it is shown.
package struct EntityMatcher: Sendable {
  private let clauses: [(isNegated: Bool, term: Term)]

  private enum Term: Sendable {
    case mark(@Sendable (EntityRow) -> ComplianceMark, String)
    case text(@Sendable (EntityRow) -> [String?], TextMatcher)
    case nothing
  }

  /// Makes a matcher.
  package init(_ query: Query) {
    clauses = query.clauses.map { ($0.isNegated, Self.term($0.term)) }
  }

  /// Whether a document matches every clause.
  package func matches(_ row: EntityRow) -> Bool {
    clauses.allSatisfy { holds($0.term, row) != $0.isNegated }
  }

  private static func term(_ term: Query.Term) -> Term {
    switch term {
    case .choice("held", let word): .mark({ $0.hold }, word)
    case .choice("archived", let word): .mark({ $0.archive }, word)
    case .choice("stripped", let word): .mark({ $0.strip }, word)
    case .text("org", let pattern): .text({ [$0.organizationID] }, TextMatcher(pattern))
    case .text("id", let pattern): .text({ [$0.key.id.text] }, TextMatcher(pattern))
    case .text("name", let pattern): .text({ [$0.name] }, TextMatcher(pattern))
    case .anywhere(let pattern):
      .text(
        { [$0.key.id.text, $0.name, $0.organizationID] + $0.holdIDs },
        TextMatcher(pattern)
      )
    case .choice, .text, .amount, .moment: .nothing
    }
  }

  private func holds(_ term: Term, _ row: EntityRow) -> Bool {
    switch term {
    case .mark(let mark, let word): mark(row).word == word
    case .text(let texts, let matcher):
      texts(row).contains { text in text.map { matcher.matches($0) } ?? false }
    case .nothing: false
    }
  }
}

extension ComplianceMark {
  /// The word that a query names it by: what can't be read is missing as far as a query goes.
  fileprivate var word: String { self == .unreadable ? "missing" : rawValue }
}
