package import ConsoleDomain

/// The collection `checkpoints`; inserts only, like the records that it vouches for.
package protocol CheckpointStore: Sendable {
  /// Stores a signed checkpoint and where copies of it went; one of the same size that is there
  /// already counts as stored.
  func insert(
    _ signed: SignedCheckpoint,
    takenAt: Instant,
    copiedTo: [String]
  ) async throws(StoreProblem)
}

/// A place outside of the database that takes copies of checkpoints.
package struct CheckpointSink: Sendable {
  /// What records and messages call it; free of secrets.
  package let name: String
  /// Delivers a copy; throws why it could not.
  package let deliver: @Sendable (SignedCheckpoint) async throws(CheckpointSinkFailure) -> Void
  /// The newest checkpoint that this place holds; nil for a place that can't be read back.
  package let newest: (@Sendable () async -> KeptCheckpoint)?

  /// Names a place.
  package init(
    name: String,
    deliver: @escaping @Sendable (SignedCheckpoint) async throws(CheckpointSinkFailure) -> Void,
    newest: (@Sendable () async -> KeptCheckpoint)? = nil
  ) {
    self.name = name
    self.deliver = deliver
    self.newest = newest
  }
}

/// Why a copy of a checkpoint did not reach its place; one clause, free of secrets.
package struct CheckpointSinkFailure: Error, Hashable, Sendable {
  package var reason: String

  /// Says why.
  package init(reason: String) {
    self.reason = reason
  }
}

/// What was found where a checkpoint is kept.
package enum KeptCheckpoint: Hashable, Sendable {
  case none
  case claim(CheckpointClaim)
  /// Something that is no checkpoint, or that can't be read; the text says where and why.
  case unreadable(String)
}
