import ConsoleDomain

/// Carries out actions on holds for the sweep, each with an intent and an outcome of its own.
///
/// Nobody agrees to them anew: an end was agreed to by two people when the hold was released, and
/// whatever places or resumes a hold was asked for when it was placed.
struct HoldUpkeep: Sendable {
  let ports: ActionPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  func perform(
    _ request: ActionRequest,
    in context: SweepContext
  ) async throws(GateRefusal) -> ActionReceipt {
    let action = try ports.action(request.kind, policy: policy, clock: clock, random: random)
    let plan = try await action.plan(request, on: context.servers)
    let run = AuditedRun(
      plan: plan,
      action: action,
      authorisation: Authorisation(reason: Sweep.reason, ticket: AuthorisationRules.noneYet),
      approver: nil,
      environment: context.environment,
      log: context.log,
      clock: clock
    )
    return try await run.run(stop: StopSignal(), progress: { _ in }).get()
  }
}

/// What a step over the holds has come to.
struct HoldTally: Sendable {
  var seen = 0
  var changed = 0
  /// What was done, or is waited for.
  var notes: [String] = []
  /// What a person must look at.
  var troubles: [String] = []
  private var isFailed = false

  /// Whether everything that was tried was done.
  var isClean: Bool { !isFailed && troubles.isEmpty }

  /// One action has ended; whatever it could not do is a trouble.
  mutating func add(_ receipt: ActionReceipt, of hold: LegalHold, as what: String) {
    changed += receipt.documents?.changed ?? 0
    if receipt.result == .success {
      notes.append("\(hold.id) \(what)")
    } else {
      troubles.append("\(hold.id) not \(what) yet: \(receipt.problems.joined(separator: " "))")
    }
  }

  mutating func add(_ refusal: GateRefusal, of hold: LegalHold) {
    switch refusal {
    case .nothingToDo(let why), .guarded(let why): notes.append("\(hold.id): \(why)")
    default:
      isFailed = true
      troubles.append("\(hold.id): \(refusal.recordText)")
    }
  }

  func result(_ name: String, nothing: String) -> SweepStepResult {
    let texts = troubles + notes
    return SweepStepResult(
      name: name,
      state: isFailed ? .failed : troubles.isEmpty ? .done : .found,
      text: texts.isEmpty ? nothing : texts.joined(separator: "; "),
      seen: seen,
      changed: changed
    )
  }
}
