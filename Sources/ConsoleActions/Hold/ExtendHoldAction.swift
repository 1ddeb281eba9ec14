import ConsoleDomain

/// Holding what is new in the scope of a hold, or was lifted under it, with its events: what a sweep
/// found, and nothing else of the scope is walked through.
struct ExtendHoldAction: AuditedAction {
  let planner: HoldPlanner
  let reads: RevocationReads

  private var ports: HoldPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    guard case .extendHold(let id, let keys) = request else {
      throw .nothingToDo("this extends no hold")
    }
    let hold = try await planner.hold(id)
    guard hold.mayGrow else { throw .nothingToDo("the hold is \(hold.state.rawValue)") }
    let covered: [EntityKey]
    let places = try await planner.places(of: hold)
    do {
      let found = try await ScopeGrowth(reads: ports.reads, entities: ports.entities)
        .found(beyond: hold.scope)
      let new = Set(found.keys)
      let rows = try await ports.reads.documents(keys, in: places, of: ports.entities)
      covered = Set(
        rows.filter { row in
          new.contains(row.key) || hold.scope.covers(row.key, organizationID: row.organizationID)
        }.map(\.key)
      ).sorted { ($0.type, $0.id.text) < ($1.type, $1.id.text) }
    } catch {
      throw .store(error)
    }
    guard !covered.isEmpty else { throw .nothingToDo("none of them is in the scope any more") }
    var part = hold
    part.scope = HoldScope([])
    part.scope.add(covered)
    return try await planner.change(
      part,
      request,
      needsApproval: nil,
      in: places,
      facts: ["what is new in its scope, or was lifted: \(covered.count)"],
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
    let steps = PlacingSteps(ports: ports, reads: reads, plan: plan, clock: planner.clock)
    let part = plan.documents?.scope ?? HoldScope([])
    var walk = await steps.walk(steering, &run)
    walk.selections = part.selections
    var hold: LegalHold
    let freshUsers: [String]
    do {
      guard let found = try await ports.reads.holds().first(where: { $0.id == plan.holdID }),
        found.mayGrow
      else {
        run.stopped("The hold is not in force any more; nothing was changed.")
        return HoldRecord.run(run, of: plan, result: .blocked)
      }
      hold = found
      let rows = try await ports.reads.documents(part.keys, in: plan.places, of: ports.entities)
      let unnamed = rows.filter {
        !hold.scope.covers($0.key, organizationID: $0.organizationID)
      }
      hold.scope.add(unnamed.map(\.key))
      freshUsers = rows.filter { row in
        ports.entity(row.key.type)?.collection == ports.userCollection
          && !row.holdIDs.contains(found.id)
      }.map(\.key.id.text)
    } catch {
      run.stopped("The hold could not be read: \(error.sentence).")
      return HoldRecord.run(run, of: plan, result: .failure)
    }
    // The register first: what a crash leaves unheld is in the scope, where the next sweep finds it.
    await walk.store(&hold, &run, permit: permit)
    if run.isStopped { return HoldRecord.run(run, of: plan, result: .failure, hold: hold) }
    let before = run.problems
    run = await walk.run(&hold, permit: permit)
    run.problems = before + run.problems
    await walk.sessions.preserve(freshUsers, for: hold.id, &run, permit: permit)
    let unheld = run.isStopped ? [] : await steps.verify(part, of: hold, &run)
    let isComplete = !run.isStopped && unheld.isEmpty && run.problems.isEmpty
    return HoldRecord.run(
      run,
      of: plan,
      result: isComplete ? .success : .partial,
      hold: hold,
      failures: unheld
    )
  }
}

extension LegalHold {
  /// Whether what is new in its scope is to be held: while the grace period runs, too, for a release
  /// may be cancelled.
  var mayGrow: Bool {
    switch state {
    case .active, .partial, .releasing: true
    case .placing, .ending, .released, .withdrawn: false
    }
  }
}

extension HoldScope {
  /// The documents that are named by their ids.
  var keys: [EntityKey] {
    selections.flatMap { selection in
      (selection.frozen ?? []).map { EntityKey(type: selection.type, id: $0) }
    }
  }
}
