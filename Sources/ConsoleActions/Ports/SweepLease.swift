package import ConsoleDomain

/// Lets one sweep run at a time, by the server's own clock, and keeps what the last one did.
package protocol SweepLease: Sendable {
  /// Takes or extends it for `owner`; nil: another one holds it.
  func take(
    owner: String,
    length: Duration,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> SweepLeaseStanding?
  /// Keeps the run and gives the lease back, unless another one has it by now.
  func finish(
    _ run: SweepRun,
    owner: String,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)
}

/// Reads who holds the lease and what the last sweep did, without touching it.
package struct SweepLeaseReader: Sendable {
  /// Throws once the deadline is over.
  package var standing:
    @Sendable (_ deadline: Duration) async throws(StoreProblem) -> SweepLeaseStanding

  /// Makes a port.
  package init(
    standing:
      @escaping @Sendable (_ deadline: Duration) async throws(StoreProblem) -> SweepLeaseStanding
  ) {
    self.standing = standing
  }
}

/// What the lease's document says.
package struct SweepLeaseStanding: Hashable, Sendable {
  /// Machine and process of whoever holds it; nil: nobody.
  package var owner: String?
  package var until: Instant?
  package var last: SweepRun?
  /// Where each step goes on, by its name.
  package var marks: [String: String]

  /// Makes a standing.
  package init(
    owner: String? = nil,
    until: Instant? = nil,
    last: SweepRun? = nil,
    marks: [String: String] = [:]
  ) {
    self.owner = owner
    self.until = until
    self.last = last
    self.marks = marks
  }
}
