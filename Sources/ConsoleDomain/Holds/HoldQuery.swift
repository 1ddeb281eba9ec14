/// A query over the documents of one type, whose finds a hold freezes to their ids.
///
/// It is written in the language of the entities screen with the type in it:
/// `type:contact org:64f0c0ffee64f0c0ffee00aa`.
package struct HoldQuery: Hashable, Sendable {
  /// Most documents that may be frozen, since the register keeps each id.
  package static let limit = 20_000

  package var type: String
  /// The query without its type.
  package var query: Query
  /// As it was written.
  package var text: String

  /// Reads a query that names one of these types.
  package init(parsing text: String, types: [String]) throws(QueryProblem) {
    let grammar = QueryGrammar(
      fields: EntityQuery.grammar.fields
        + [QueryField("type", .choice(types), help: "the documents' type")]
    )
    var query = try Query(parsing: text, grammar: grammar)
    var named: [String] = []
    query.clauses.removeAll { clause in
      guard case .choice("type", let type) = clause.term, !clause.isNegated else { return false }
      named.append(type)
      return true
    }
    let isNegated = query.clauses.contains { clause in
      if case .choice("type", _) = clause.term { true } else { false }
    }
    guard let type = named.first, named.count == 1, !isNegated else {
      throw QueryProblem(
        position: 0,
        length: text.count,
        message: "A query for a hold names one type of documents, as type:\(types.first ?? "user")."
      )
    }
    self.type = type
    self.query = query
    self.text = text
  }
}
