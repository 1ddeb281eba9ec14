import ConsoleCrypto

/// The hashes of the audit chain (compliance.md b.6).
package enum AuditCommitment {
  /// How many random bytes each field's salt has.
  package static let saltSize = 32
  /// `prev` of the first header.
  package static let genesis = String(repeating: "0", count: 64)

  /// The digest that commits to one field: HMAC-SHA-256, keyed by its salt, over path and value.
  package static func digest(path: String, value: AuditValue, salt: [UInt8]) -> [UInt8] {
    HMACSHA256.code(
      of: Array("field\0\(path)\0\(CanonicalJSON.text(value))".utf8),
      key: salt
    )
  }

  /// The root over all fields of a body, by path in bytewise order.
  package static func root(of fields: [AuditField]) -> String {
    var input: [UInt8] = [3]
    let sorted = fields.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for field in sorted {
      let length = UInt32(field.path.utf8.count)
      input += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
      input += field.path.utf8
      input += field.digest
    }
    return SHA256.hexDigest(of: input)
  }

  /// The hash of a header: the RFC 6962 leaf hash of its canonical JSON.
  package static func hash(of header: AuditHeader) -> String {
    SHA256.hexDigest(of: [0] + Array(CanonicalJSON.text(header.hashedMembers).utf8))
  }
}

extension AuditField {
  /// The digest of this field, computed where the value is disclosed.
  package var digest: [UInt8] {
    switch content {
    case .disclosed(let salt, let value):
      AuditCommitment.digest(path: path, value: value, salt: salt)
    case .redacted(let digest): digest
    }
  }

  /// This field without salt and value; what it committed to stays.
  package var redacted: AuditField {
    AuditField(path: path, content: .redacted(digest: digest))
  }
}

extension AuditBody {
  /// The root that its header must carry.
  package var root: String { AuditCommitment.root(of: fields) }

  /// This body with the field at `path` redacted; the root does not change.
  package func redacting(_ path: String) -> AuditBody {
    AuditBody(
      eventID: eventID,
      fields: fields.map { $0.path == path ? $0.redacted : $0 }
    )
  }
}

extension AuditHeader {
  /// The members under the hash, all strings.
  var hashedMembers: [String: String] {
    [
      "v": version, "seq": String(sequence), "eventId": eventID, "ts": timestamp, "type": type,
      "phase": phase.rawValue, "bodyRoot": bodyRoot, "prev": previous,
    ]
  }

  /// Makes the link after `tail` (nil: the first), with its hash.
  package static func next(
    after tail: AuditHeader?,
    eventID: String,
    at time: Instant,
    type: String,
    phase: AuditPhase,
    bodyRoot: String
  ) -> AuditHeader {
    var header = AuditHeader(
      version: "1",
      sequence: tail.map { $0.sequence + 1 } ?? 0,
      eventID: eventID,
      timestamp: time.iso8601,
      type: type,
      phase: phase,
      bodyRoot: bodyRoot,
      previous: tail?.hash ?? AuditCommitment.genesis,
      hash: ""
    )
    header.hash = AuditCommitment.hash(of: header)
    return header
  }
}
