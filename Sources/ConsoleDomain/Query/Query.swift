/// A filter as it was understood: every clause must hold.
package struct Query: Hashable, Sendable {
  package var clauses: [Clause]

  /// One condition, perhaps negated by `-`.
  package struct Clause: Hashable, Sendable {
    package var isNegated: Bool
    package var term: Term

    /// Makes a clause.
    package init(isNegated: Bool = false, _ term: Term) {
      self.isNegated = isNegated
      self.term = term
    }
  }

  /// What a clause asks for; fields are named by their main name.
  package enum Term: Hashable, Sendable {
    /// A bare word: in any field.
    case anywhere(TextPattern)
    case text(field: String, TextPattern)
    case choice(field: String, String)
    /// Milliseconds or bytes.
    case amount(field: String, Comparison, Int64)
    case moment(field: String, Moment)
  }

  /// How an amount is compared.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case below = "<"
    case above = ">"
    case atMost = "<="
    case atLeast = ">="

    /// Whether `left` stands in this relation to `right`.
    package func holds(_ left: Int64, _ right: Int64) -> Bool {
      switch self {
      case .below: left < right
      case .above: left > right
      case .atMost: left <= right
      case .atLeast: left >= right
      }
    }
  }

  /// Makes a query; without clauses it matches everything.
  package init(clauses: [Clause] = []) {
    self.clauses = clauses
  }
}
