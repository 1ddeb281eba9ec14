import ConsoleDomain

extension StoreProblem {
  /// One clause for receipts and records: what is known, and of which server.
  var sentence: String { ProblemText(self).detail }
}
