package import ConsoleDomain

/// Something that changes no data but must be on record: a reveal, an export, a refusal.
package struct AuditObservation: Hashable, Sendable {
  /// `entity.verb`, such as `session.reveal`.
  package var type: String
  package var reason: String?
  package var servers: ServerIdentity
  package var environment: String?
  package var details: [AuditDetail]

  /// Makes an observation.
  package init(
    type: String,
    reason: String?,
    servers: ServerIdentity,
    environment: String?,
    details: [AuditDetail]
  ) {
    self.type = type
    self.reason = reason
    self.servers = servers
    self.environment = environment
    self.details = details
  }
}
