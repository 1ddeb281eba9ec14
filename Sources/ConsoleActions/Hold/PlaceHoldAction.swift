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
      return try await resumption(of: hold, request, servers)
    default: throw .nothingToDo("this is no placing of a hold")
    }
  }

  /// What the subjects' pictures reach by now is in the plan, and so in the scope once it is carried out.
  private func resumption(
    of hold: LegalHold,
    _ request: ActionRequest,
    _ servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let found: ScopeGrowth.Found
    do {
      found = try await ScopeGrowth(reads: ports.reads, entities: ports.entities)
        .found(beyond: hold.scope)
    } catch {
      throw .store(error)
    }
    var grown = hold
    grown.scope.add(found.keys)
    return try await planner.change(
      grown,
      request,
      needsApproval: nil,
      in: try await planner.places(of: grown),
      facts: found.keys.isEmpty ? [] : ["new in its scope: \(found.keys.count)"],
      warnings: found.warnings,
      on: servers
    )
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
    let steps = PlacingSteps(ports: ports, reads: reads, plan: plan, clock: planner.clock)
    let walk = await steps.walk(steering, &run)
    let before = run.problems
    run = await walk.run(&hold, permit: permit)
    run.problems = before + run.problems
    let unheld = run.isStopped ? [] : await steps.verify(hold.scope, of: hold, &run)
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
        guard var hold = try await ports.reads.holds().first(where: { $0.id == id }) else {
          run.stopped("The hold is not in the register any more.")
          return nil
        }
        let known = hold.scope
        hold.scope.add(plan.documents?.scope?.keys ?? [])
        // The walk goes by the place of a selection and of a document in it: it begins again.
        if hold.scope != known { hold.progress = nil }
        // Stored in any case: by its version whoever finds this half done knows that it had begun.
        hold.version += 1
        try await ports.writer.store(hold, replacing: hold.version - 1, permit: permit)
        return hold
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
}
