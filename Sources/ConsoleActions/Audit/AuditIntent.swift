package import ConsoleDomain

/// What is about to be done: the first half of a record, stored before anything changes.
package struct AuditIntent: Hashable, Sendable {
  /// `entity.verb`.
  package var type: String
  package var operation: OperationID
  package var reason: String
  package var ticket: String
  package var planHash: String
  /// The approval of a second person that this rests on; nil where none is asked for.
  package var approvalID: String?
  package var servers: ServerIdentity
  /// Name of the context; nil when connected without one.
  package var environment: String?
  /// Targets in the plan, and those among them that would be left alone.
  package var matched: Int
  package var blocked: Int
  /// What the action is about, field by field, so that each can be redacted alone.
  package var details: [AuditDetail]

  /// Makes an intent.
  package init(
    type: String,
    operation: OperationID,
    reason: String,
    ticket: String,
    planHash: String,
    approvalID: String? = nil,
    servers: ServerIdentity,
    environment: String?,
    matched: Int,
    blocked: Int,
    details: [AuditDetail]
  ) {
    self.type = type
    self.operation = operation
    self.reason = reason
    self.ticket = ticket
    self.planHash = planHash
    self.approvalID = approvalID
    self.servers = servers
    self.environment = environment
    self.matched = matched
    self.blocked = blocked
    self.details = details
  }
}
