package import ConsoleDomain

/// Everything that approvals read and write.
package struct ApprovalPorts: Sendable {
  package var reads: ApprovalReads
  package var store: any ApprovalStore

  /// Names the ports.
  package init(reads: ApprovalReads, store: any ApprovalStore) {
    self.reads = reads
    self.store = store
  }
}

/// What is read of approvals: plain closures, since reading needs no permit.
package struct ApprovalReads: Sendable {
  /// The newest requests, newest first; at most so many.
  package var newest: @Sendable (_ limit: Int) async throws(StoreProblem) -> [Approval]
  /// Requests that have not been used and expire after this moment.
  package var open: @Sendable (_ now: Instant) async throws(StoreProblem) -> [Approval]
  /// Every enrolled key.
  package var keys: @Sendable () async throws(StoreProblem) -> [ApproverKey]

  /// Makes the ports.
  package init(
    newest: @escaping @Sendable (_ limit: Int) async throws(StoreProblem) -> [Approval],
    open: @escaping @Sendable (_ now: Instant) async throws(StoreProblem) -> [Approval],
    keys: @escaping @Sendable () async throws(StoreProblem) -> [ApproverKey]
  ) {
    self.newest = newest
    self.open = open
    self.keys = keys
  }
}

/// The write port for approvals; each change names the state that it saw and happens in it alone.
package protocol ApprovalStore: Sendable {
  /// Stores a request that nobody has decided.
  func request(
    _ approval: Approval,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)

  /// Stores a decision on a pending, living request; throws a conflict where it is none any more.
  func decide(
    _ id: String,
    _ decision: Approval.Decision,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)

  /// Uses an approved, living request up; throws a conflict where another console was faster.
  func consume(
    _ id: String,
    _ use: Approval.Use,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)

  /// Adds a key that may sign approvals; one that is there already stays as it is.
  func enrol(
    _ key: ApproverKey,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)
}
