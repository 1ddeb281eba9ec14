package import ConsoleDomain

/// The write port for sessions: each write demands a permit, and its guards live in the write itself.
package protocol SessionRevoker: Sendable {
  /// Deletes one session as the backend does (`MULTI; DEL; SREM; EXEC`), if it still belongs to the
  /// target's user and the server is still the pinned one.
  func revoke(
    _ target: RevokeTarget,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> TargetOutcome
}
