package import ConsoleDomain

/// Keeps what a legal hold protects before it is destroyed elsewhere; inserts only.
package protocol EvidenceStore: Sendable {
  /// Stores a copy with majority write concern; returns only once that was acknowledged.
  func preserve(
    _ evidence: SessionEvidence,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)
}

/// A held user's session as it was right before it was revoked.
package struct SessionEvidence: Hashable, Sendable {
  package var operation: OperationID
  /// `redis:` and the namespace it was found in.
  package var source: String
  /// SHA-256 of the sid: the record does not hold the sid itself.
  package var keyHash: String
  /// The value's bytes as the store had them.
  package var value: [UInt8]
  package var takenAt: Instant
  /// Holds it is kept for, where they are known.
  package var holdIDs: [String]

  /// Makes a piece of evidence.
  package init(
    operation: OperationID,
    source: String,
    keyHash: String,
    value: [UInt8],
    takenAt: Instant,
    holdIDs: [String] = []
  ) {
    self.operation = operation
    self.source = source
    self.keyHash = keyHash
    self.value = value
    self.takenAt = takenAt
    self.holdIDs = holdIDs
  }
}
