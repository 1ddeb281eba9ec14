import ConsoleDomain

/// Beginning the grace period of a hold, and keeping the hold after all: no document is touched.
struct ChangeHoldAction: AuditedAction {
  let planner: HoldPlanner

  private var ports: HoldPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    switch request {
    case .releaseHold(let id):
      let hold = try await planner.hold(id)
      guard hold.state(after: .release) != nil else {
        throw .nothingToDo("the hold is \(hold.state.rawValue)")
      }
      var warnings = [
        "Everything stays held for \(hold.graceDays) days after the release; `hold cancel` stops it."
      ]
      let places = try await planner.places(of: hold)
      warnings += try await ExpiryWarnings(ports: ports, places: places).losing(hold).warnings
      return try await planner.change(
        hold,
        request,
        needsApproval: "a release of a legal hold takes two people",
        in: places,
        warnings: warnings,
        on: servers
      )
    case .cancelRelease(let id):
      let hold = try await planner.hold(id)
      guard hold.state(after: .cancelRelease) != nil else {
        throw .nothingToDo("the hold is \(hold.state.rawValue); nothing is being released")
      }
      return try await planner.change(
        hold,
        request,
        needsApproval: nil,
        in: try await planner.places(of: hold),
        on: servers
      )
    case .reviewHold(let id, let next):
      let hold = try await planner.hold(id)
      guard hold.state.isHolding else { throw .nothingToDo("the hold is \(hold.state.rawValue)") }
      if let next, next <= planner.clock.now() {
        throw .invalid(field: "next review", wanted: "a date to come")
      }
      let before = hold.reviewAt.map { "it was to be reviewed at \($0.iso8601)" }
      return try await planner.change(
        hold,
        request,
        needsApproval: nil,
        in: try await planner.places(of: hold),
        facts: [before, "next review: \(next?.iso8601 ?? "none")"].compactMap(\.self),
        on: servers
      )
    default: throw .nothingToDo("this changes no hold")
    }
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] { HoldRecord.intentDetails(plan) }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = HoldRun()
    do {
      guard var hold = try await ports.reads.holds().first(where: { $0.id == plan.holdID }) else {
        run.stopped("The hold is not in the register any more.")
        return HoldRecord.run(run, of: plan, result: .failure)
      }
      guard let changed = change(of: hold, plan.request, steering) else {
        run.stopped("The hold is \(hold.state.rawValue) now; nothing was changed.")
        return HoldRecord.run(run, of: plan, result: .blocked, hold: hold)
      }
      let seen = hold.version
      hold = changed
      hold.version += 1
      try await ports.writer.store(hold, replacing: seen, permit: permit)
      return HoldRecord.run(run, of: plan, result: .success, hold: hold)
    } catch {
      run.stopped("The hold's register could not be written: \(error.sentence).")
      return HoldRecord.run(
        run,
        of: plan,
        result: error.leavesWriteUnknown ? .unknown : .failure
      )
    }
  }

  /// The hold as the request leaves it; nil where that can't be done to it any more.
  private func change(
    of hold: LegalHold,
    _ request: ActionRequest,
    _ steering: ActionSteering
  ) -> LegalHold? {
    var changed = hold
    if case .reviewHold(_, let next) = request {
      changed.reviewAt = next
      return hold.state.isHolding ? changed : nil
    }
    guard let step = request.holdStep, let state = hold.state(after: step) else { return nil }
    changed.state = state
    changed.release = release(of: hold, step, steering)
    return changed
  }

  private func release(
    of hold: LegalHold,
    _ step: LegalHold.Step,
    _ steering: ActionSteering
  ) -> LegalHold.Release? {
    guard step == .release else { return nil }
    return LegalHold.Release(
      reason: steering.authorisation.reason,
      requestedBy: steering.actor,
      approvedBy: steering.approver ?? "",
      effectiveAt: planner.clock.now().advanced(by: .seconds(hold.graceDays * 86_400))
    )
  }
}

extension ActionPlan {
  /// The hold that the request is about; nil where it places a new one or is about something else.
  var holdID: String? {
    switch request {
    case .resumeHold(let id), .extendHold(let id, _), .reviewHold(let id, _), .releaseHold(let id),
      .cancelRelease(let id), .withdrawHold(let id), .endHold(let id):
      id
    default: nil
    }
  }
}

extension ActionRequest {
  /// The step that a change of the register alone takes.
  var holdStep: LegalHold.Step? {
    switch self {
    case .releaseHold: .release
    case .cancelRelease: .cancelRelease
    default: nil
    }
  }
}
