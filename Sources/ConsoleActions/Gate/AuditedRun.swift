import ConsoleDomain

/// One action from intent to outcome; all of it happens in the task that calls `run`.
struct AuditedRun: Sendable {
  let plan: ActionPlan
  let action: any AuditedAction
  let authorisation: Authorisation
  /// The second person who agreed; nil where none was needed.
  let approver: Approver?
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
    if let refusal = await useApproval(permit: permit) {
      _ = await log.end(permit, with: .notBegun(plan, because: refusal))
      return .failure(refusal)
    }
    let steering = ActionSteering(
      stop: stop,
      progress: progress,
      authorisation: authorisation,
      actor: await log.actorName(),
      approver: approver?.name
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

  /// Uses the approval up before anything changes, so that of two consoles one alone goes on.
  private func useApproval(permit: borrowing MutationPermit) async -> GateRefusal? {
    guard let approver else { return nil }
    let use = Approval.Use(operation: plan.id.description, at: clock.now())
    do {
      try await approver.store.consume(approver.approval.id, use, permit: permit)
      return nil
    } catch .conflict {
      return .needsApproval(
        reason: "the approval was used or has expired meanwhile",
        planHash: plan.hash
      )
    } catch {
      return .store(error)
    }
  }

  private var intent: AuditIntent {
    AuditIntent(
      type: plan.request.auditType,
      operation: plan.id,
      reason: authorisation.reason,
      ticket: authorisation.ticket,
      planHash: plan.hash,
      approvalID: approver?.approval.id,
      servers: plan.servers,
      environment: environment,
      matched: plan.matched,
      blocked: plan.matched - plan.acting,
      details: action.intentDetails(of: plan)
    )
  }
}

extension AuditOutcome {
  /// Nothing was done at all.
  fileprivate static func notBegun(
    _ plan: ActionPlan,
    because refusal: GateRefusal
  ) -> AuditOutcome {
    AuditOutcome(
      result: .failure,
      matched: plan.matched,
      changed: 0,
      blocked: 0,
      error: refusal.recordText,
      details: []
    )
  }
}
