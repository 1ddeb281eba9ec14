import ConsoleDomain

/// Placing a hold, and going on where that stopped.
struct PlaceHoldAction: AuditedAction {
  let planner: HoldPlanner
  let reads: RevocationReads

  private var ports: HoldPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    switch request {
    case .placeHold(let draft):
      guard draft.graceDays >= 1 else { throw .invalid(field: "grace", wanted: "a day or more") }
      guard !draft.matter.id.isEmpty, !draft.matter.title.isEmpty else {
        throw .invalid(field: "matter", wanted: "an id and a title")
      }
      return try await planner.place(draft, request, on: servers)
    case .resumeHold(let id):
      let hold = try await planner.hold(id)
      guard hold.state(after: .placed(isComplete: true)) != nil else {
        throw .nothingToDo("the hold is \(hold.state.rawValue)")
      }
      return try await planner.change(hold, request, needsApproval: nil, on: servers)
    default: throw .nothingToDo("this is no placing of a hold")
    }
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] { HoldRecord.intentDetails(plan) }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = HoldRun()
    guard var hold = await begin(plan, steering, &run, permit: permit) else {
      return HoldRecord.run(run, of: plan, result: .failure)
    }
    let walk = HoldWalk(
      ports: ports,
      plan: plan,
      direction: .place,
      rules: await rules(&run),
      sessions: HoldSessions(
        evidence: ports.evidence,
        reads: reads,
        server: plan.servers.redis,
        operation: plan.id,
        clock: planner.clock
      ),
      clock: planner.clock,
      steering: steering
    )
    let before = run.problems
    run = await walk.run(&hold, permit: permit)
    run.problems = before + run.problems
    let unheld = run.isStopped ? [] : await verify(hold, &run)
    let isComplete = !run.isStopped && unheld.isEmpty && run.problems.isEmpty
    if let state = hold.state(after: .placed(isComplete: isComplete)) { hold.state = state }
    await walk.store(&hold, &run, permit: permit)
    let result: ActionResult = isComplete && !run.isStopped ? .success : .partial
    return HoldRecord.run(run, of: plan, result: result, hold: hold, failures: unheld)
  }

  /// The hold in the register, before any document is touched: a crash leaves it to be resumed.
  private func begin(
    _ plan: ActionPlan,
    _ steering: ActionSteering,
    _ run: inout HoldRun,
    permit: borrowing MutationPermit
  ) async -> LegalHold? {
    do {
      if case .resumeHold(let id) = plan.request {
        return try await ports.reads.holds().first { $0.id == id }
      }
      guard case .placeHold(let draft) = plan.request, let scope = plan.documents?.scope else {
        return nil
      }
      let hold = LegalHold(
        id: LegalHold.id(placedBy: plan.id),
        matter: draft.matter,
        state: .placing,
        scope: scope,
        custodians: draft.custodians.map { LegalHold.Custodian(id: $0) },
        reason: steering.authorisation.reason,
        ticket: steering.authorisation.ticket,
        graceDays: draft.graceDays,
        placedBy: steering.actor,
        placedAt: planner.clock.now(),
        reviewAt: draft.reviewAt
      )
      try await ports.writer.store(hold, replacing: nil, permit: permit)
      return hold
    } catch {
      run.stopped("The hold could not be registered: \(error.sentence).")
      return nil
    }
  }

  private func rules(_ run: inout HoldRun) async -> [ExpiryRule] {
    do {
      return try await ports.reads.expiry()
    } catch {
      run.problems.append("Indexes that delete by age are not known: \(error.sentence).")
      return []
    }
  }

  /// I-8: everything in scope is flagged, or the hold is partial and says which is not.
  private func verify(_ hold: LegalHold, _ run: inout HoldRun) async -> [PlannedDocument] {
    var failures: [PlannedDocument] = []
    for selection in hold.scope.selections {
      do {
        let ids = try await ports.reads.unheld(selection, DocumentsEnding.failureLimit)
        let place = ports.entity(selection.type)?.collection ?? selection.type
        failures += ids.map {
          PlannedDocument(place: place, id: $0.text, blocked: "not held, or not there any more")
        }
      } catch {
        run.problems.append("Whether everything is held could not be read: \(error.sentence).")
      }
    }
    if !failures.isEmpty {
      run.problems.append("\(failures.count) documents in scope are not held.")
    }
    return failures
  }
}
