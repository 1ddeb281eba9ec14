/// What is wrong with a query, and where, so that the prompt can point at the word.
package struct QueryProblem: Error, Hashable, Sendable {
  /// The first character concerned, counted in Characters from 0.
  package var position: Int
  /// How many Characters are concerned; at least 1.
  package var length: Int
  /// What is wrong and what is allowed, one sentence.
  package var message: String
  /// The word that was perhaps meant, to be put in place of the range.
  package var suggestion: String?

  /// Makes a problem.
  package init(position: Int, length: Int, message: String, suggestion: String? = nil) {
    self.position = position
    self.length = max(1, length)
    self.message = message
    self.suggestion = suggestion
  }
}
