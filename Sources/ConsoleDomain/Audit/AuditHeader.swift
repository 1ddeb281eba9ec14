/// Which half of a record an audit event is.
package enum AuditPhase: String, Hashable, Sendable, CaseIterable {
  /// Stored before anything changes.
  case intent
  /// How it ended.
  case outcome
  /// Something that changes no data: a reveal, an export, a refusal.
  case event
}

/// One link of the chain, strings only and free of personal data (compliance.md b.6).
package struct AuditHeader: Hashable, Sendable {
  /// Format version: `1`.
  package var version: String
  /// Position in the chain, gapless from 0; also `_id`.
  package var sequence: Int64
  /// 26 characters of Crockford base32 (ULID).
  package var eventID: String
  /// ISO 8601 UTC with milliseconds, as hashed.
  package var timestamp: String
  /// `entity.verb`, such as `session.revoke`.
  package var type: String
  package var phase: AuditPhase
  /// Hex of the commitment to the body.
  package var bodyRoot: String
  /// Hash of the header before; 64 zeros for the first.
  package var previous: String
  /// Hash of this header, lower-case hex.
  package var hash: String

  /// Makes a header from stored or computed parts; nothing is checked here.
  package init(
    version: String,
    sequence: Int64,
    eventID: String,
    timestamp: String,
    type: String,
    phase: AuditPhase,
    bodyRoot: String,
    previous: String,
    hash: String
  ) {
    self.version = version
    self.sequence = sequence
    self.eventID = eventID
    self.timestamp = timestamp
    self.type = type
    self.phase = phase
    self.bodyRoot = bodyRoot
    self.previous = previous
    self.hash = hash
  }
}
