import ConsoleDomain

/// One action from intent to outcome; all of it happens in the task that calls `run`.
struct AuditedRun: Sendable {
  let plan: ActionPlan
  let action: any AuditedAction
  let authorisation: Authorisation
  let approver: String?
  let environment: String
  let log: AuditLog
  let clock: ActionClock

  /// Stores the intent, does the work and stores the outcome; refused only before anything changed.
  func run(
    stop: StopSignal,
    progress: @escaping @Sendable (ActionProgress) -> Void
  ) async -> Result<ActionReceipt, GateRefusal> {
    let permit: MutationPermit
    do {
      permit = try await log.begin(intent)
    } catch {
      return .failure(error)
    }
    let sequence = permit.sequence
    let steering = ActionSteering(
      stop: stop,
      progress: progress,
      authorisation: authorisation,
      actor: await log.actorName(),
      approver: approver
    )
    let run = await action.run(plan, steering: steering, permit: permit)
    let outcome = AuditOutcome(
      result: run.result,
      matched: run.matched,
      changed: run.changed,
      blocked: run.blocked,
      error: run.problems.isEmpty ? nil : run.problems.joined(separator: " "),
      details: run.details
    )
    let ending = await log.end(permit, with: outcome)
    return .success(
      ActionReceipt(
        plan: plan,
        result: run.result,
        ending: run.ending,
        intentSequence: sequence,
        outcomeSequence: ending.sequence,
        problems: run.problems + [ending.problem].compactMap(\.self),
        finishedAt: clock.now()
      )
    )
  }

  private var intent: AuditIntent {
    AuditIntent(
      type: plan.request.auditType,
      operation: plan.id,
      reason: authorisation.reason,
      ticket: authorisation.ticket,
      planHash: plan.hash,
      servers: plan.servers,
      environment: environment,
      matched: plan.matched,
      blocked: plan.matched - plan.acting,
      details: action.intentDetails(of: plan)
    )
  }
}
