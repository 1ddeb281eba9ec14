/// A value that an audit body may hold: no doubles, so that every value has one canonical form.
package indirect enum AuditValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Written as `{"$numberLong":"…"}`.
  case int(Int64)
  case string(String)
  case array([AuditValue])
  /// Names are unique; the canonical form sorts them.
  case document([String: AuditValue])
}

/// One committed field of a body: disclosed with its salt, or redacted to its digest.
package struct AuditField: Hashable, Sendable {
  /// Dotted path, such as `actor.mongoUser`.
  package var path: String
  package var content: Content

  /// What is still known of the field.
  package enum Content: Hashable, Sendable {
    /// 32 salt bytes and the value.
    case disclosed(salt: [UInt8], value: AuditValue)
    /// The 32 bytes of the digest that were committed.
    case redacted(digest: [UInt8])
  }

  /// Makes a field.
  package init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}

/// The fields behind a header's `bodyRoot`; stored apart so that it can be redacted or expire.
package struct AuditBody: Hashable, Sendable {
  package var eventID: String
  package var fields: [AuditField]

  /// Makes a body.
  package init(eventID: String, fields: [AuditField]) {
    self.eventID = eventID
    self.fields = fields
  }

  /// The disclosed value at `path`; nil when redacted or absent.
  package subscript(path: String) -> AuditValue? {
    for field in fields where field.path == path {
      if case .disclosed(_, let value) = field.content { return value }
    }
    return nil
  }
}
