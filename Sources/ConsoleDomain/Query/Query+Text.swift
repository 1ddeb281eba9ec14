extension Query {
  /// The query in its canonical writing; reading it again gives an equal query.
  package func text(_ grammar: QueryGrammar) -> String {
    clauses.map { clause in
      (clause.isNegated ? "-" : "") + Self.text(clause.term, grammar)
    }.joined(separator: " ")
  }

  private static func text(_ term: Term, _ grammar: QueryGrammar) -> String {
    switch term {
    case .anywhere(let pattern): return text(pattern)
    case .text(let field, let pattern):
      return field + (pattern.isWhole ? "=" : ":") + text(pattern)
    case .choice(let field, let word): return field + ":" + word
    case .moment(let field, let moment): return field + ":" + moment.text
    case .amount(let field, let comparison, let amount):
      let kind = grammar.field(named: field)?.kind ?? .size
      return field + comparison.rawValue + QueryAmount.write(amount, kind)
    }
  }

  private static func text(_ pattern: TextPattern) -> String {
    pattern.pieces.map { piece in
      switch piece {
      case .anything: "*"
      case .literal(let text): needsQuotes(text) ? quoted(text) : text
      }
    }.joined()
  }

  private static func needsQuotes(_ text: String) -> Bool {
    text.hasPrefix("-") || text.hasPrefix("=")
      || text.contains { $0.isWhitespace || "\"*:=<>\\".contains($0) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
