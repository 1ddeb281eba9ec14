package import ConsoleDomain

/// Something that was tried and refused; on record as an `event` of the type it would have had.
package enum RefusedAttempt: Hashable, Sendable {
  case elevation(reason: String, ticket: String)
  /// What a guard kept from being planned at all.
  case plan(ActionRequest)
  /// `plan` is nil where it had gone already.
  case action(OperationID, plan: ActionPlan?, Authorisation)
  case auditInitialisation
  case reveal(SessionID, reason: String)
  case approval(Approval, reason: String)

  func observation(
    of refusal: GateRefusal,
    on servers: ServerIdentity,
    environment: String
  ) -> AuditObservation {
    var observation = AuditObservation(
      type: type,
      result: refusal.isByGuard ? .blocked : .failure,
      error: refusal.recordText,
      servers: servers,
      environment: environment,
      details: [AuditDetail("refusal", .string(refusal.code))]
    )
    switch self {
    case .elevation(let reason, let ticket):
      observation.reason = reason
      observation.ticket = ticket
    case .plan(let request): observation.details += EntityRecord.subjects(of: request)
    case .action(let id, let plan, let authorisation):
      observation.operation = id
      observation.planHash = plan?.hash
      observation.reason = authorisation.reason
      observation.ticket = authorisation.ticket
    case .auditInitialisation: break
    case .reveal(let id, let reason):
      observation.reason = reason
      observation.details.append(AuditDetail("entity.idHash", .string(id.hash)))
    case .approval(let approval, let reason):
      observation.reason = reason
      observation.planHash = approval.plan.hash
      observation.details.append(AuditDetail("approval.id", .string(approval.id)))
    }
    return observation
  }

  private var type: String {
    switch self {
    case .elevation: "console.elevate"
    case .plan(let request): request.auditType
    // A plan that is gone does not say what it would have done.
    case .action(_, let plan, _): plan?.request.auditType ?? "action.apply"
    case .auditInitialisation: "audit.initialise"
    case .reveal: "session.reveal"
    case .approval: "approval.approve"
    }
  }
}

extension GateRefusal {
  /// The word that the record carries, for whoever counts refusals.
  var code: String {
    switch self {
    case .readOnly: "read-only"
    case .notElevated: "not-elevated"
    case .auditNotInitialised: "audit-not-initialised"
    case .auditUnavailable: "audit-unavailable"
    case .planExpired: "plan-expired"
    case .serverChanged: "server-changed"
    case .invalid(let field, _): "invalid-\(field)"
    case .nothingToDo: "nothing-to-do"
    case .guarded: "guarded"
    case .store: "store"
    case .busy: "busy"
    case .needsApproval: "needs-approval"
    }
  }

  /// Why, in one sentence; what was typed instead of what is wanted is nobody's business.
  var recordText: String {
    let text = ProblemText(self)
    return "\(text.title): \(text.detail)"
  }

  /// Whether somebody wanted what a hold forbids; to find nothing to do is no such attempt.
  var isByGuard: Bool { if case .guarded = self { true } else { false } }

  /// Whether the audit store itself is what is missing, so that nothing can be recorded.
  var isAboutAudit: Bool {
    switch self {
    case .auditNotInitialised, .auditUnavailable: true
    default: false
    }
  }
}
