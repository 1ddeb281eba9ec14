package import ConsoleDomain

/// Something that changes no data but must be on record: a reveal, an export, a refusal, a start.
package struct AuditObservation: Hashable, Sendable {
  /// `entity.verb`, such as `session.reveal`.
  package var type: String
  /// The plan or the sitting it belongs to.
  package var operation: OperationID?
  package var planHash: String?
  package var reason: String?
  package var ticket: String?
  /// nil for what is recorded before it happens.
  package var result: ActionResult?
  /// Why it did not happen.
  package var error: String?
  package var servers: ServerIdentity
  package var environment: String?
  package var details: [AuditDetail]

  /// Makes an observation.
  package init(
    type: String,
    operation: OperationID? = nil,
    planHash: String? = nil,
    reason: String? = nil,
    ticket: String? = nil,
    result: ActionResult? = nil,
    error: String? = nil,
    servers: ServerIdentity,
    environment: String?,
    details: [AuditDetail]
  ) {
    self.type = type
    self.operation = operation
    self.planHash = planHash
    self.reason = reason
    self.ticket = ticket
    self.result = result
    self.error = error
    self.servers = servers
    self.environment = environment
    self.details = details
  }
}
