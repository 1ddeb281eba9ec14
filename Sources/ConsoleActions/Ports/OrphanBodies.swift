package import ConsoleDomain

/// Removes bodies whose header never came, because a console died between the two.
package protocol OrphanBodyRemover: Sendable {
  /// Removes those that still have no header and are not held; one whose header comes meanwhile is
  /// put back.
  func remove(
    _ eventIDs: [String],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int
}

/// Finds bodies without a header.
package struct OrphanBodyReader: Sendable {
  /// One page of bodies between two event ids: those among them without a header.
  package var find:
    @Sendable (_ after: String?, _ before: String) async throws(StoreProblem) -> OrphanPage

  /// Makes a port.
  package init(
    find:
      @escaping @Sendable (_ after: String?, _ before: String) async throws(StoreProblem)
      -> OrphanPage
  ) {
    self.find = find
  }
}

/// What looking through a page of bodies gave.
package struct OrphanPage: Hashable, Sendable {
  package var orphans: [String]
  /// Bodies in the page.
  package var seen: Int
  /// The last event id of the page; nil: there are no more.
  package var last: String?

  /// Makes a page.
  package init(orphans: [String], seen: Int, last: String?) {
    self.orphans = orphans
    self.seen = seen
    self.last = last
  }
}
