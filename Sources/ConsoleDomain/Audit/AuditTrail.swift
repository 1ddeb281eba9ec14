/// A link of the console's chain with its body, where that is still there.
package struct AuditRecord: Hashable, Sendable {
  package var header: AuditHeader
  package var body: AuditBody?
  /// Whether an intent has no outcome: the console died, or it is still running.
  package var isDangling: Bool

  /// Makes a record.
  package init(header: AuditHeader, body: AuditBody?, isDangling: Bool) {
    self.header = header
    self.body = body
    self.isDangling = isDangling
  }
}

/// One event of the backend's own log, redacted by its rule before it got here.
package struct BackendEvent: Hashable, Sendable {
  /// Hex ObjectId.
  package var id: String
  package var eventType: String
  package var action: String
  package var entity: String?
  package var entityID: String?
  /// User id, or a masked address for `marketing.*`.
  package var actor: String?
  /// By which a whole address of the actor matches; nil when the actor is no address.
  package var actorHash: UInt64?
  /// SHA-256 of the session it names, where it is not redacted.
  package var sessionHash: String?
  package var organizationID: String?
  package var createdAt: Instant?
  package var isHeld: Bool
  /// The holds that are on it, where it says so.
  package var holdIDs: [String]
  package var isStripped: Bool
  /// Payload and metadata; nil when redacted because the event is held or stripped, or when absent.
  package var payload: JSONTree?
  package var metadata: JSONTree?

  /// Makes an event; nothing may be passed as payload or metadata of a held or stripped one.
  package init(
    id: String,
    eventType: String,
    action: String,
    entity: String?,
    entityID: String?,
    actor: String?,
    actorHash: UInt64? = nil,
    sessionHash: String? = nil,
    organizationID: String?,
    createdAt: Instant?,
    isHeld: Bool,
    holdIDs: [String] = [],
    isStripped: Bool,
    payload: JSONTree?,
    metadata: JSONTree?
  ) {
    self.id = id
    self.eventType = eventType
    self.action = action
    self.entity = entity
    self.entityID = entityID
    self.actor = actor
    self.actorHash = actorHash
    self.sessionHash = sessionHash
    self.organizationID = organizationID
    self.createdAt = createdAt
    self.isHeld = isHeld
    self.holdIDs = holdIDs
    self.isStripped = isStripped
    self.payload = payload
    self.metadata = metadata
  }
}

/// The newest events of both logs.
package struct AuditPage: Hashable, Sendable {
  /// Newest first; empty when the audit store is not initialised.
  package var ours: [AuditRecord]
  /// Newest first by `_id`.
  package var backend: [BackendEvent]
  /// Whether the console's own collections exist.
  package var isInitialised: Bool
  package var readAt: Instant
  /// Why one of the two could not be read.
  package var problem: StoreProblem?

  /// Makes a page.
  package init(
    ours: [AuditRecord],
    backend: [BackendEvent],
    isInitialised: Bool,
    readAt: Instant,
    problem: StoreProblem? = nil
  ) {
    self.ours = ours
    self.backend = backend
    self.isInitialised = isInitialised
    self.readAt = readAt
    self.problem = problem
  }
}
