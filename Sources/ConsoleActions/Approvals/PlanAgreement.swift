import ConsoleDomain

/// The second person of an action, and where their approval is used up.
struct Approver: Sendable {
  let approval: Approval
  let store: any ApprovalStore

  /// As records name them.
  var name: String { approval.decision?.approver ?? "" }
}

/// Whether a second person agreed to a plan; where nobody was asked yet, asks.
struct PlanAgreement: Sendable {
  let ports: ApprovalPorts
  let records: ApprovalRecords
  let lifetime: Duration

  /// The approval to run under; refused, with what the approver has to do, where there is none.
  func approval(
    of plan: ActionPlan,
    because reason: String,
    _ authorisation: Authorisation
  ) async throws(GateRefusal) -> Approval {
    let wanted = ApprovedPlan(plan)
    let requester = await records.log.person()
    let now = records.clock.now()
    let open: [Approval]
    let keys: [ApproverKey]
    do {
      open = try await ports.reads.open(now)
      keys = try await ports.reads.keys()
    } catch {
      throw .store(error)
    }
    let standing = ApprovalRules.standing(
      of: wanted,
      for: requester,
      among: open,
      keys: keys,
      now: now
    )
    switch standing {
    case .agreed(let approval): return approval
    case .waiting(let approval):
      throw refusal(plan, "\(reason); it was asked for and waits\(until(approval))")
    case .denied(let approval):
      let who = approval.decision?.by.name ?? "somebody"
      let why = approval.decision?.reason ?? "not recorded"
      throw refusal(plan, "\(reason); \(who) denied it (\(why))\(until(approval))")
    case .unasked(let differences):
      let approval = try await request(wanted, by: requester, authorisation, plan, now)
      let changed =
        differences.isEmpty
        ? "" : "; what was agreed to is not this plan: " + differences.joined(separator: "; ")
      throw refusal(plan, "\(reason)\(changed); a request is stored\(until(approval))")
    }
  }

  private func request(
    _ wanted: ApprovedPlan,
    by requester: Approval.Person,
    _ authorisation: Authorisation,
    _ plan: ActionPlan,
    _ now: Instant
  ) async throws(GateRefusal) -> Approval {
    let operation = records.random.operationID()
    let approval = Approval(
      id: operation.description,
      plan: wanted,
      requester: requester,
      reason: authorisation.reason,
      ticket: authorisation.ticket,
      requestedAt: now,
      expiresAt: now.advanced(by: ApprovalRules.lifetime(lifetime))
    )
    let step = ApprovalRecords.Step(
      verb: .request,
      operation: operation,
      reason: authorisation.reason,
      ticket: authorisation.ticket,
      servers: plan.servers
    )
    let store = ports.store
    try await records.perform(step, about: approval) { permit throws(StoreProblem) in
      try await store.request(approval, permit: permit)
    }
    return approval
  }

  private func refusal(_ plan: ActionPlan, _ reason: String) -> GateRefusal {
    .needsApproval(reason: reason, planHash: plan.hash)
  }

  private func until(_ approval: Approval) -> String { " until \(approval.expiresAt.iso8601)" }
}
