extension Query {
  /// Reads a query of this grammar; the first fault is thrown with its place.
  package init(parsing text: String, grammar: QueryGrammar) throws(QueryProblem) {
    var scanner = QueryScanner(text)
    var clauses: [Clause] = []
    while let word = try scanner.nextWord() {
      clauses.append(try Self.clause(word, grammar))
    }
    self.init(clauses: clauses)
  }

  private static func clause(
    _ word: QueryWord,
    _ grammar: QueryGrammar
  ) throws(QueryProblem) -> Clause {
    guard let prefix = word.field else {
      guard !word.pieces.isEmpty else {
        throw word.problem("A word must follow here, such as curl or user:64f0c0.")
      }
      return Clause(isNegated: word.isNegated, .anywhere(TextPattern(pieces: word.pieces)))
    }
    guard let field = grammar.field(named: prefix.name) else {
      throw unknown(prefix.name, at: prefix.position, word, grammar)
    }
    guard !word.pieces.isEmpty else {
      throw word.problem("\(field.name) needs a value: \(example(of: field)).")
    }
    return Clause(isNegated: word.isNegated, try term(field, prefix.operation, word))
  }

  private static func term(
    _ field: QueryField,
    _ operation: QueryOperator,
    _ word: QueryWord
  ) throws(QueryProblem) -> Term {
    switch field.kind {
    case .text, .address:
      guard operation.comparison == nil else {
        throw word.problem("\(field.name) is a text: write \(field.name):VALUE.")
      }
      let pattern = TextPattern(pieces: word.pieces, isWhole: operation == .equals)
      if field.kind == .address, !pattern.isAddress {
        throw word.valueProblem(
          "\(field.name) is masked: only a whole address matches."
        )
      }
      return .text(field: field.name, pattern)
    case .choice(let choices):
      return try choice(field, choices, operation, word)
    case .duration, .size, .count:
      guard let comparison = operation.comparison else {
        throw word.problem("\(field.name) is compared: \(example(of: field)).")
      }
      guard let text = word.literal, let amount = QueryAmount.read(text, field.kind) else {
        throw word.valueProblem("\(field.name) wants \(QueryAmount.wanted(field.kind)).")
      }
      return .amount(field: field.name, comparison, amount)
    case .moment:
      guard operation.comparison == nil else {
        throw word.problem("\(field.name) names a time: \(example(of: field)).")
      }
      guard let text = word.literal, let moment = Moment(text: text) else {
        throw word.valueProblem("\(field.name) wants \(Moment.wanted).")
      }
      return .moment(field: field.name, moment)
    }
  }

  private static func choice(
    _ field: QueryField,
    _ choices: [String],
    _ operation: QueryOperator,
    _ word: QueryWord
  ) throws(QueryProblem) -> Term {
    guard operation.comparison == nil else {
      throw word.problem("\(field.name) is one of \(choices.joined(separator: ", ")).")
    }
    let text = word.literal?.lowercased() ?? "*"
    guard choices.contains(text) else {
      throw word.valueProblem(
        "\(field.name) is one of \(choices.joined(separator: ", ")).",
        suggestion: NearestWord.of(text, among: choices)
      )
    }
    return .choice(field: field.name, text)
  }

  private static func unknown(
    _ name: String,
    at position: Int,
    _ word: QueryWord,
    _ grammar: QueryGrammar
  ) -> QueryProblem {
    let names = grammar.fields.map(\.name)
    return QueryProblem(
      position: position,
      length: name.count,
      message: "There is no field of that name: \(names.joined(separator: ", ")); "
        + "quote the word to search for it.",
      suggestion: NearestWord.of(
        name.lowercased(),
        among: names + grammar.fields.flatMap(\.aliases)
      )
    )
  }

  private static func example(of field: QueryField) -> String {
    switch field.kind {
    case .text: "\(field.name):VALUE"
    case .address: "\(field.name):ana@example.com"
    case .choice(let choices): "\(field.name):\(choices.first ?? "VALUE")"
    case .duration: "\(field.name)<1h or \(field.name)>2d"
    case .size, .count: "\(field.name)>10k"
    case .moment: "\(field.name):2h or \(field.name):2026-11-24"
    }
  }
}
