/// An event of either log: a record of this console, or one of the backend's own.
package enum AuditEvent: Hashable, Sendable, Identifiable {
  case ours(AuditRecord)
  case backend(BackendEvent)

  /// What names an event across refreshes.
  package enum ID: Hashable, Sendable {
    /// The sequence in the chain.
    case ours(Int64)
    /// The hex `_id`.
    case backend(String)
  }

  package var id: ID {
    switch self {
    case .ours(let record): .ours(record.header.sequence)
    case .backend(let event): .backend(event.id)
    }
  }

  /// When it happened, as it says itself; nil when it does not.
  package var at: Instant? {
    switch self {
    case .ours(let record): Instant(iso8601: record.header.timestamp)
    case .backend(let event): event.createdAt
    }
  }

  /// What orders it among the events of the other log: its own time, or when its `_id` was made.
  package var placedAt: Instant? {
    switch self {
    case .ours: at
    case .backend(let event): event.createdAt ?? EventKey(hex: event.id)?.instant
    }
  }

  /// `entity.verb`.
  package var type: String {
    switch self {
    case .ours(let record): record.header.type
    case .backend(let event): event.eventType
    }
  }
}

extension BackendEvent {
  /// Whether its payload and metadata may not be shown without a reveal, or not at all.
  package var isRedacted: Bool { isHeld || isStripped }
}

extension AuditRecord {
  /// A text of the body; nil when it is not there, redacted, or no text.
  package func text(_ path: String) -> String? {
    guard case .string(let text)? = body?[path] else { return nil }
    return text
  }

  /// Who did it: the first identity that the record knows.
  package var actor: String? {
    ["actor.mongoUser", "actor.osUser", "actor.redisUser"].lazy.compactMap(text).first
  }
}
