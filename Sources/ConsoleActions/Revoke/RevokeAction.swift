import ConsoleDomain

/// One revoke from intent to outcome; all of it happens in the task that calls `run`.
struct RevokeAction: Sendable {
  let executor: RevokeExecutor
  let authorisation: Authorisation
  let environment: String
  let log: AuditLog

  /// Stores the intent, does the work and stores the outcome; refused only before anything changed.
  func run() async -> Result<ActionReceipt, GateRefusal> {
    let permit: MutationPermit
    do {
      permit = try await log.begin(intent)
    } catch {
      return .failure(error)
    }
    let sequence = permit.sequence
    var run = await executor.run(permit: permit)
    let ending = await log.end(permit, with: RevokeRecord.outcome(run, of: executor.plan))
    if let problem = ending.problem { run.problems.append(problem) }
    return .success(
      ActionReceipt(
        plan: executor.plan,
        result: run.result,
        outcomes: run.outcomes,
        observations: run.observations,
        intentSequence: sequence,
        outcomeSequence: ending.sequence,
        problems: run.problems,
        finishedAt: executor.clock.now()
      )
    )
  }

  private var intent: AuditIntent {
    let plan = executor.plan
    return AuditIntent(
      type: plan.request.auditType,
      operation: plan.id,
      reason: authorisation.reason,
      ticket: authorisation.ticket,
      planHash: plan.hash,
      servers: plan.servers,
      environment: environment,
      matched: plan.targets.count,
      blocked: plan.targets.count { $0.blocked != nil },
      details: RevokeRecord.intentDetails(plan)
    )
  }
}
