import ConsoleDomain

/// Revoking sessions: one, the marked ones, or all of a user.
struct RevokeAction: AuditedAction {
  let planner: RevokePlanner
  let ports: RevokePorts

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    try await planner.plan(request, on: servers)
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] {
    RevokeRecord.intentDetails(plan)
  }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    guard let server = plan.servers.redis else {
      return RevokeRecord.run(RevokeRun(withoutServerFor: plan), of: plan)
    }
    let executor = RevokeExecutor(
      plan: plan,
      server: server,
      reads: planner.reads,
      ports: ports,
      clock: planner.clock,
      steering: steering
    )
    return RevokeRecord.run(await executor.run(permit: permit), of: plan)
  }
}

extension RevokeRun {
  /// A plan is never made without a server; nothing is done under one that has none.
  fileprivate init(withoutServerFor plan: ActionPlan) {
    let reason = "the plan names no Redis server"
    self.init(outcomes: plan.sessions.map { _ in .skipped(reason: reason) })
    problems = ["Nothing was revoked: \(reason)."]
    wasStopped = true
  }
}
