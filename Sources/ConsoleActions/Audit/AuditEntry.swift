package import ConsoleDomain

/// An audit record before it has a place in the chain; its event id makes storing it repeatable.
package struct AuditEntry: Hashable, Sendable {
  /// `entity.verb`, such as `session.revoke`.
  package var type: String
  package var phase: AuditPhase
  package var body: AuditBody
  package var createdAt: Instant

  /// Makes an entry.
  package init(type: String, phase: AuditPhase, body: AuditBody, createdAt: Instant) {
    self.type = type
    self.phase = phase
    self.body = body
    self.createdAt = createdAt
  }
}

/// A field of a body before it is salted.
package struct AuditDetail: Hashable, Sendable {
  package var path: String
  package var value: AuditValue

  /// Makes a field.
  package init(_ path: String, _ value: AuditValue) {
    self.path = path
    self.value = value
  }
}

extension AuditValue {
  /// The text, or null for what is not known.
  package static func text(_ text: String?) -> AuditValue {
    text.map(AuditValue.string) ?? .null
  }

  /// The instant as ISO 8601, or null for what is not known.
  package static func instant(_ instant: Instant?) -> AuditValue {
    text(instant?.iso8601)
  }

  /// An upper bound, near enough, of the bytes this value takes in a stored body.
  var storedSize: Int {
    switch self {
    case .null, .bool: 8
    case .int: 32
    case .string(let text): 16 + text.utf8.count
    case .array(let values): values.reduce(16) { $0 + 8 + $1.storedSize }
    case .document(let members):
      members.reduce(16) { $0 + 8 + $1.key.utf8.count + $1.value.storedSize }
    }
  }
}
