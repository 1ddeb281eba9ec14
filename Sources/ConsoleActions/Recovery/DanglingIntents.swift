package import ConsoleDomain

/// Finds the intents without an outcome: a plain closure, since reading needs no permit.
package struct DanglingIntents: Sendable {
  /// Oldest first; each with the fields of all its bodies.
  package var all: @Sendable (_ reach: Reach) async throws(StoreProblem) -> [DanglingIntent]

  /// Where the search begins.
  package enum Reach: Hashable, Sendable {
    /// With the first record of the chain.
    case wholeChain
    /// Where the last search of this machine found everything before it ended.
    case sinceLast
  }

  /// Makes a port.
  package init(
    all: @escaping @Sendable (_ reach: Reach) async throws(StoreProblem) -> [DanglingIntent]
  ) {
    self.all = all
  }
}
