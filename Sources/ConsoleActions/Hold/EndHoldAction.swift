import ConsoleDomain

/// Letting go of a hold's documents: after its grace period, or because it was a mistake.
struct EndHoldAction: AuditedAction {
  let planner: HoldPlanner
  let reads: RevocationReads

  private var ports: HoldPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    switch request {
    case .endHold(let id):
      let hold = try await planner.hold(id)
      if let obstacle = hold.obstacleToEnding(
        serverNow: try await serverNow(),
        localNow: planner.clock.now()
      ) {
        throw .guarded("the hold stays: \(obstacle)")
      }
      let places = try await planner.places(of: hold)
      return try await planner.change(
        hold,
        request,
        needsApproval: nil,
        in: places,
        warnings: try await ExpiryWarnings(ports: ports, places: places).losing(hold).warnings,
        on: servers
      )
    case .withdrawHold(let id): return try await withdrawal(of: id, request, servers)
    default: throw .nothingToDo("this ends no hold")
    }
  }

  private func withdrawal(
    of id: String,
    _ request: ActionRequest,
    _ servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let hold = try await planner.hold(id)
    // One that was begun may be finished.
    let isBegun = hold.state == .ending && hold.release?.isWithdrawal == true
    guard hold.state == .active || hold.state == .partial || isBegun,
      let placedAt = hold.placedAt
    else { throw .nothingToDo("the hold is \(hold.state.rawValue)") }
    let age = placedAt.duration(to: planner.clock.now())
    guard age >= .zero, age <= LegalHold.withdrawal else {
      throw .guarded("it was placed more than a day ago: release it, with its grace period")
    }
    let places = try await planner.places(of: hold)
    if let tenant = places.unreached.first {
      throw .guarded(
        "whether something would be deleted is not known in the own database of \(tenant.text)"
      )
    }
    let (count, warnings) = try await ExpiryWarnings(ports: ports, places: places).losing(hold)
    guard count == 0 else { throw .guarded(warnings.joined(separator: " ")) }
    return try await planner.change(
      hold,
      request,
      needsApproval: "a withdrawal of a legal hold takes two people",
      in: places,
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
    let walk: HoldWalk
    var hold: LegalHold
    do {
      guard let found = try await ports.reads.holds().first(where: { $0.id == plan.holdID }) else {
        run.stopped("The hold is not in the register any more.")
        return HoldRecord.run(run, of: plan, result: .failure)
      }
      hold = found
      guard let state = hold.state(after: .beginEnding) else {
        run.stopped("The hold is \(hold.state.rawValue) now; nothing was changed.")
        return HoldRecord.run(run, of: plan, result: .blocked, hold: hold)
      }
      // A place that placing left says nothing of how far letting go has come.
      if hold.state != .ending { hold.progress = nil }
      hold.state = state
      // Kept in the register, so that whoever finds it half done knows that two people agreed.
      if plan.isWithdrawal { hold.release = withdrawal(steering) }
      walk = self.walk(plan, steering, rules: try await ports.reads.expiry(in: plan.places))
    } catch {
      run.stopped("The hold could not be read: \(error.sentence).")
      return HoldRecord.run(run, of: plan, result: .failure)
    }
    await walk.store(&hold, &run, permit: permit)
    if run.isStopped { return HoldRecord.run(run, of: plan, result: .failure, hold: hold) }
    run = await walk.run(&hold, permit: permit)
    if run.isWhole, let state = hold.state(after: .ended) {
      hold.state = state
    }
    await walk.store(&hold, &run, permit: permit)
    return HoldRecord.run(
      run,
      of: plan,
      result: run.isWhole ? .success : .partial,
      hold: hold
    )
  }

  private func walk(
    _ plan: ActionPlan,
    _ steering: ActionSteering,
    rules: [ExpiryRule]
  ) -> HoldWalk {
    HoldWalk(
      ports: ports,
      plan: plan,
      direction: .letGo,
      rules: rules,
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
  }

  private func withdrawal(_ steering: ActionSteering) -> LegalHold.Release {
    LegalHold.Release(
      reason: steering.authorisation.reason,
      requestedBy: steering.actor,
      approvedBy: steering.approver ?? "",
      effectiveAt: planner.clock.now(),
      isWithdrawal: true
    )
  }

  private func serverNow() async throws(GateRefusal) -> Instant? {
    do {
      return try await ports.reads.serverNow()
    } catch {
      throw .store(error)
    }
  }
}

extension ActionPlan {
  fileprivate var isWithdrawal: Bool {
    if case .withdrawHold = request { true } else { false }
  }
}
