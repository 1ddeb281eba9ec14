package import ConsoleDomain

/// What a revoke reads: plain closures, since reading needs no permit.
///
/// Each look at sessions names the server that is meant. Another one that answers at the same address
/// throws: its emptiness says nothing about the sessions of the plan.
package struct RevocationReads: Sendable {
  /// The sessions as they are now, in the order asked, pipelined; nil: gone.
  package var rows:
    @Sendable (_ ids: [SessionID], _ server: RedisIdentity) async throws(StoreProblem)
      -> [SessionRow?]
  /// What the backend's own index lists for each of these users; dead members included.
  package var indexed:
    @Sendable (_ userIDs: Set<String>, _ server: RedisIdentity) async throws(StoreProblem)
      -> [String: [SessionID]]
  /// Looks through the session keys for one user, within the port's own budget.
  package var scan:
    @Sendable (_ userID: String, _ server: RedisIdentity) async throws(StoreProblem) -> UserScan
  /// The whole value of a session, for evidence; nil: gone.
  package var value:
    @Sendable (_ id: SessionID, _ server: RedisIdentity) async throws(StoreProblem) -> [UInt8]?
  /// Users and organisations; what could not be read is in the directory's `problem`.
  package var directory:
    @Sendable (_ userIDs: Set<String>, _ organizationIDs: Set<String>) async -> Directory

  /// Makes the ports.
  package init(
    rows:
      @escaping @Sendable (_ ids: [SessionID], _ server: RedisIdentity) async throws(StoreProblem)
      -> [SessionRow?],
    indexed:
      @escaping @Sendable (_ userIDs: Set<String>, _ server: RedisIdentity)
      async throws(StoreProblem) -> [String: [SessionID]],
    scan:
      @escaping @Sendable (_ userID: String, _ server: RedisIdentity) async throws(StoreProblem)
      -> UserScan,
    value:
      @escaping @Sendable (_ id: SessionID, _ server: RedisIdentity) async throws(StoreProblem)
      -> [UInt8]?,
    directory:
      @escaping @Sendable (_ userIDs: Set<String>, _ organizationIDs: Set<String>) async
      -> Directory
  ) {
    self.rows = rows
    self.indexed = indexed
    self.scan = scan
    self.value = value
    self.directory = directory
  }
}

/// What looking through the session keys for one user gave.
package struct UserScan: Hashable, Sendable {
  package var ids: [SessionID]
  /// Why the scan did not see every key; nil: it did.
  package var incomplete: String?

  /// Makes a result.
  package init(ids: [SessionID], incomplete: String?) {
    self.ids = ids
    self.incomplete = incomplete
  }
}
