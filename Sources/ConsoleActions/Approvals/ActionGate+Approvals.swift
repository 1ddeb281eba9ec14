package import ConsoleDomain

/// What an approver does; needs no elevation, since nothing of the backend is changed, but a reason
/// and a context that allows changes.
extension ActionGate {
  /// Agrees to the waiting request that these digits name; answers it as it is now.
  ///
  /// `key` signs where MongoDB can't tell the two people apart.
  package func approve(
    _ digits: String,
    reason: String,
    key: NoteSigningKey? = nil
  ) async throws(GateRefusal) -> Approval {
    let (ports, approval) = try await waiting(digits, reason: reason)
    let approver = await log.person()
    let signature = key.map { SignedNote(approval.noteText, by: $0).description }
    let keys: [ApproverKey]
    do {
      keys = try await ports.reads.keys()
    } catch {
      throw .store(error)
    }
    if let fault = ApprovalRules.fault(
      of: approver,
      signature: signature,
      for: approval,
      keys: keys
    ) {
      let refusal = GateRefusal.invalid(field: "approver", wanted: "a second person; \(fault)")
      await refused(.approval(approval, reason: reason), by: refusal)
      throw refusal
    }
    let decision = Approval.Decision(
      isApproved: true,
      by: approver,
      reason: reason,
      at: clock.now(),
      signature: signature
    )
    return try await decide(approval, decision, on: ports)
  }

  /// Refuses the waiting request that these digits name; one person is enough, the requester too.
  package func deny(_ digits: String, reason: String) async throws(GateRefusal) -> Approval {
    let (ports, approval) = try await waiting(digits, reason: reason)
    let decision = Approval.Decision(
      isApproved: false,
      by: await log.person(),
      reason: reason,
      at: clock.now()
    )
    return try await decide(approval, decision, on: ports)
  }

  /// Adds a key that may sign approvals of requests that are made from now on by somebody else.
  package func enrol(
    _ key: NoteVerifierKey,
    reason: String
  ) async throws(GateRefusal) -> ApproverKey {
    let ports = try await approvalPorts(reason: reason)
    let enrolled = ApproverKey(
      key: key,
      enrolledBy: await log.person(),
      enrolledAt: clock.now()
    )
    try await approvalRecords.perform(
      await step(.enrol, reason: reason),
      about: nil,
      details: [AuditDetail("approval.key", .string(key.description))]
    ) { permit throws(StoreProblem) in
      try await ports.store.enrol(enrolled, permit: permit)
    }
    return enrolled
  }

  /// Requests, newest first: those that wait or may still be used, or the newest of all.
  package func approvals(all: Bool) async throws(GateRefusal) -> [Approval] {
    guard let ports = ports.approvals else { return [] }
    do {
      return all ? try await ports.reads.newest(1_000) : try await ports.reads.open(clock.now())
    } catch {
      throw .store(error)
    }
  }

  private func decide(
    _ approval: Approval,
    _ decision: Approval.Decision,
    on ports: ApprovalPorts
  ) async throws(GateRefusal) -> Approval {
    let step = await step(decision.isApproved ? .approve : .deny, reason: decision.reason)
    try await approvalRecords.perform(step, about: approval) { permit throws(StoreProblem) in
      try await ports.store.decide(approval.id, decision, permit: permit)
    }
    var decided = approval
    decided.decision = decision
    return decided
  }

  private func waiting(
    _ digits: String,
    reason: String
  ) async throws(GateRefusal) -> (ApprovalPorts, Approval) {
    if let fault = ApprovalRules.fault(digits: digits) {
      throw .invalid(field: "hash", wanted: fault)
    }
    let ports = try await approvalPorts(reason: reason)
    let open: [Approval]
    do {
      open = try await ports.reads.open(clock.now())
    } catch {
      throw .store(error)
    }
    switch ApprovalRules.find(digits, among: open, now: clock.now()) {
    case .one(let approval): return (ports, approval)
    case .none: throw .nothingToDo("no request with \(digits) waits for an approval")
    case .several(let ids):
      throw .invalid(field: "hash", wanted: "one of the ids \(ids.joined(separator: ", "))")
    }
  }

  private func approvalPorts(reason: String) async throws(GateRefusal) -> ApprovalPorts {
    if let reason = policy.readOnlyReason { throw .readOnly(reason: reason) }
    if let fault = AuthorisationRules.fault(reason: reason) {
      throw .invalid(field: "reason", wanted: fault)
    }
    try await requireInitialised()
    guard let ports = ports.approvals else {
      throw .nothingToDo("no approvals are kept here")
    }
    return ports
  }

  private func step(_ verb: ApprovalRecords.Verb, reason: String) async -> ApprovalRecords.Step {
    ApprovalRecords.Step(
      verb: verb,
      operation: random.operationID(),
      reason: reason,
      ticket: AuthorisationRules.noneYet,
      servers: await servers()
    )
  }

  private var approvalRecords: ApprovalRecords {
    ApprovalRecords(log: log, clock: clock, random: random, environment: environment)
  }

  /// The second person whom a plan needs, nil where it needs none; refused until there is one.
  func approver(
    of plan: ActionPlan,
    _ authorisation: Authorisation
  ) async throws(GateRefusal) -> Approver? {
    guard let reason = plan.needsApproval else { return nil }
    guard let approvals = ports.approvals else {
      throw .needsApproval(reason: reason, planHash: plan.hash)
    }
    let agreement = PlanAgreement(
      ports: approvals,
      records: approvalRecords,
      lifetime: policy.approvalLifetime
    )
    return Approver(
      approval: try await agreement.approval(of: plan, because: reason, authorisation),
      store: approvals.store
    )
  }
}
