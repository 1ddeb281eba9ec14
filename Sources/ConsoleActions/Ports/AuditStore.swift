package import ConsoleDomain

/// The audit collections as the log needs them; inserts only, with majority write concern.
package protocol AuditStore: Sendable {
  /// The last header; nil for an empty chain.
  func tail() async throws(StoreProblem) -> AuditHeader?
  /// Stores a body; a body with the same event id that is already there counts as stored.
  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem)
  /// Stores a header; `taken` when its sequence is already in the chain.
  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert
  /// The header of this event, for when an acknowledgement was lost.
  func header(eventID: String) async throws(StoreProblem) -> AuditHeader?
  /// The header at this place in the chain; nil: the chain does not reach there.
  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader?
}

/// How inserting a header ended.
package enum HeaderInsert: Hashable, Sendable {
  case stored
  /// Another console has this sequence: read the tail again and retry.
  case taken
}
