/// How a session's value is written (backend-data.md sections 1 to 4 and 8).
package enum SessionFormat: String, Hashable, Sendable, CaseIterable {
  case express = "express-session"
  case koa = "koa-session"
  case fastify
  case spring
  case opaque
}

/// When a session ends by the store's own clock: Redis PTTL, never `cookie.expires`.
package enum SessionExpiry: Hashable, Sendable {
  case at(Instant)
  case never
}

/// One session as a screen or a command shows it, materialised from the index.
package struct SessionRow: Hashable, Sendable {
  package var id: SessionID
  /// nil: anonymous, or not to be found in the value.
  package var userID: String?
  package var organizationID: String?
  package var role: String?
  package var ip: String?
  /// The whole user agent, sanitised.
  package var agent: String?
  package var createdAt: Instant?
  package var lastSeenAt: Instant?
  package var expiry: SessionExpiry
  package var format: SessionFormat
  /// Length of the value in the store.
  package var bytes: Int
  package var flags: SessionFlags

  /// Makes a row from what was read of one session.
  package init(
    id: SessionID,
    userID: String? = nil,
    organizationID: String? = nil,
    role: String? = nil,
    ip: String? = nil,
    agent: String? = nil,
    createdAt: Instant? = nil,
    lastSeenAt: Instant? = nil,
    expiry: SessionExpiry,
    format: SessionFormat,
    bytes: Int,
    flags: SessionFlags = []
  ) {
    self.id = id
    self.userID = userID
    self.organizationID = organizationID
    self.role = role
    self.ip = ip
    self.agent = agent
    self.createdAt = createdAt
    self.lastSeenAt = lastSeenAt
    self.expiry = expiry
    self.format = format
    self.bytes = bytes
    self.flags = flags
  }
}
