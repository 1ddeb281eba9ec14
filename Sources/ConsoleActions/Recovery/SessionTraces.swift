package import ConsoleDomain

/// What is left of sessions that records name by their hash alone: plain closures that only read.
package struct SessionTraces: Sendable {
  /// Which servers we are on, asked of the servers themselves.
  package var identity: @Sendable () async throws(StoreProblem) -> ServerIdentity
  /// Which of these sessions are there, by a walk over the keys of the named server.
  package var present:
    @Sendable (_ idHashes: Set<String>, _ server: RedisIdentity) async throws(StoreProblem)
      -> PresentSessions
  /// What the backend's own log has recorded of revocations since then.
  package var events: @Sendable (_ since: Instant) async throws(StoreProblem) -> RevocationTrace

  /// Makes the ports.
  package init(
    identity: @escaping @Sendable () async throws(StoreProblem) -> ServerIdentity,
    present:
      @escaping @Sendable (_ idHashes: Set<String>, _ server: RedisIdentity)
      async throws(StoreProblem) -> PresentSessions,
    events: @escaping @Sendable (_ since: Instant) async throws(StoreProblem) -> RevocationTrace
  ) {
    self.identity = identity
    self.present = present
    self.events = events
  }
}

/// Which of some sessions are there.
package struct PresentSessions: Hashable, Sendable {
  package var idHashes: Set<String>
  /// Why the others may be there as well; nil: every key was looked at.
  package var incomplete: String?

  /// Makes a result.
  package init(idHashes: Set<String>, incomplete: String? = nil) {
    self.idHashes = idHashes
    self.incomplete = incomplete
  }
}

/// Revocations in the backend's own log.
package struct RevocationTrace: Hashable, Sendable {
  /// Hashes of the sessions of `session.revoked`.
  package var idHashes: Set<String>
  /// Users of `session.revoked_all`.
  package var userIDs: Set<String>

  /// Makes a trace.
  package init(idHashes: Set<String> = [], userIDs: Set<String> = []) {
    self.idHashes = idHashes
    self.userIDs = userIDs
  }
}
