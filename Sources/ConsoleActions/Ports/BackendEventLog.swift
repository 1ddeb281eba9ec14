package import ConsoleDomain

/// The backend's own event log, so that its audit API shows what the console did.
package protocol BackendEventLog: Sendable {
  /// Inserts one document for each event, in the backend's own shape (backend-data.md 0.2).
  func append(
    _ events: [RevocationEvent],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)
}

/// What the backend itself would have logged for a revocation.
package struct RevocationEvent: Hashable, Sendable {
  /// Owner of the sessions, as the backend fills `userId` and `actor`; nil: anonymous.
  package var userID: String?
  package var subject: Subject
  package var createdAt: Instant

  /// What was revoked.
  package enum Subject: Hashable, Sendable {
    /// `session.revoked`: the first eight characters of the sid with `…`, and its SHA-256.
    case session(shortID: String, idHash: String)
    /// `session.revoked_all`.
    case all(count: Int)
  }

  /// Makes an event.
  package init(userID: String?, subject: Subject, createdAt: Instant) {
    self.userID = userID
    self.subject = subject
    self.createdAt = createdAt
  }
}
