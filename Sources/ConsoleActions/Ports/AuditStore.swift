package import ConsoleDomain

/// The audit collections as the log needs them; inserts only, with majority write concern.
package protocol AuditStore: Sendable {
  /// The last header; nil for an empty chain.
  func tail() async throws(StoreProblem) -> AuditHeader?
  /// Stores a body; `taken` when one with the same event id is already there.
  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem) -> BodyInsert
  /// The body of this event, as stored; for outcomes, which another console may have written.
  func body(eventID: String) async throws(StoreProblem) -> AuditBody?
  /// Stores a header; `taken` when its sequence is already in the chain.
  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert
  /// The header of this event, for when an acknowledgement was lost.
  func header(eventID: String) async throws(StoreProblem) -> AuditHeader?
  /// The header at this place in the chain; nil: the chain does not reach there.
  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader?
}

/// How inserting a body ended.
package enum BodyInsert: Hashable, Sendable {
  case stored
  /// By an earlier try, or for an outcome by another console.
  case taken
}

/// How inserting a header ended.
package enum HeaderInsert: Hashable, Sendable {
  case stored
  /// The event is in the chain already, under this header.
  case present(AuditHeader)
  /// Another console has this sequence: read the tail again and retry.
  case taken
}
