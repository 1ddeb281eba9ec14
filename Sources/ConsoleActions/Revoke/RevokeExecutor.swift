import ConsoleDomain

/// Revokes the sessions of a plan, one by one, under one permit.
struct RevokeExecutor: Sendable {
  let plan: ActionPlan
  let server: RedisIdentity
  let reads: RevocationReads
  let ports: RevokePorts
  let clock: ActionClock
  let stop: StopSignal
  let progress: @Sendable (ActionProgress) -> Void

  /// Runs the batch, the backend's events and the checks; never throws, since all of it is outcome.
  func run(permit: borrowing MutationPermit) async -> RevokeRun {
    var run = RevokeRun(outcomes: plan.targets.map(Self.untouched))
    let holds = Holds(directory: await reads.directory(of: plan.targets.map(\.row)))
    let checks = RevokeChecks(executor: self, known: await sessionsBefore(&run))
    await revokeAll(&run, holds: holds, permit: permit)
    await record(&run, permit: permit)
    await checks.run(&run, permit: permit)
    return run
  }

  func report(_ stage: String, done: Int, last: ActionProgress.Ended? = nil) {
    progress(
      ActionProgress(
        id: plan.id,
        done: done,
        total: plan.targets.count,
        stage: stage,
        last: last
      )
    )
  }

  /// Deletes one target; a problem becomes its outcome, and may stop the batch.
  func revoke(
    _ target: RevokeTarget,
    permit: borrowing MutationPermit
  ) async -> (outcome: TargetOutcome, stop: BatchStop?) {
    do {
      return (try await ports.revoker.revoke(target, on: server, permit: permit), nil)
    } catch {
      // A write that was sent and not answered is unknown, not failed; the checks settle it.
      let outcome: TargetOutcome = error.leavesWriteUnknown ? .unknown : .failed(error)
      return (outcome, BatchStop(error))
    }
  }

  private static func untouched(_ planned: PlannedSession) -> TargetOutcome {
    .skipped(reason: planned.blocked ?? "not reached")
  }

  private func revokeAll(
    _ run: inout RevokeRun,
    holds: Holds,
    permit: borrowing MutationPermit
  ) async {
    for (index, planned) in plan.targets.enumerated() where planned.blocked == nil {
      if stop.isRaised {
        run.problems.append("Cancelled before the last session.")
        skipRest(&run, from: index, reason: "cancelled")
        return
      }
      // A hold placed since the plan counts as well.
      if planned.isHeld || holds.mayBeHeld(planned.row) {
        if let refusal = await preserve(planned, permit: permit) {
          end(index, with: refusal, &run)
          continue
        }
      }
      let (outcome, stop) = await revoke(planned.target, permit: permit)
      end(index, with: outcome, &run)
      if let stop {
        run.problems.append("Stopped: \(stop.reason).")
        skipRest(&run, from: index + 1, reason: "not tried, since \(stop.reason)")
        return
      }
    }
  }

  private func end(_ index: Int, with outcome: TargetOutcome, _ run: inout RevokeRun) {
    run.outcomes[index] = outcome
    report(
      "revoking",
      done: index + 1,
      last: ActionProgress.Ended(target: index, outcome: outcome)
    )
  }

  private func skipRest(_ run: inout RevokeRun, from index: Int, reason: String) {
    run.wasStopped = true
    for rest in index..<plan.targets.count where plan.targets[rest].blocked == nil {
      run.outcomes[rest] = .skipped(reason: reason)
    }
  }

  /// Copies a held user's session; nil: it is safe, otherwise the outcome of the target.
  private func preserve(
    _ planned: PlannedSession,
    permit: borrowing MutationPermit
  ) async -> TargetOutcome? {
    do {
      guard let value = try await reads.value(planned.row.id) else { return .alreadyGone }
      let evidence = SessionEvidence(
        operation: plan.id,
        source: "redis:\(planned.row.id.namespace)",
        keyHash: planned.row.id.hash,
        value: value,
        takenAt: clock.now()
      )
      try await ports.evidence.preserve(evidence, permit: permit)
      return nil
    } catch {
      return .skipped(reason: "held, and no copy could be kept: \(error.sentence)")
    }
  }

  /// What the backend's index lists for the users, before anything is deleted.
  private func sessionsBefore(_ run: inout RevokeRun) async -> [String: Set<SessionID>]? {
    let users = Set(plan.targets.compactMap { $0.blocked == nil ? $0.row.userID : nil })
    guard !users.isEmpty else { return [:] }
    do {
      return try await reads.indexed(users).mapValues(Set.init)
    } catch {
      run.problems.append("New sign-ins can't be told apart: \(error.sentence).")
      return nil
    }
  }

  /// Tells the backend's own log; its failure is a problem of the receipt, not of the sessions.
  private func record(_ run: inout RevokeRun, permit: borrowing MutationPermit) async {
    let events = RevocationEvents.events(for: plan, outcomes: run.outcomes, at: clock.now())
    guard !events.isEmpty else { return }
    do {
      try await ports.events.append(events, permit: permit)
    } catch {
      run.problems.append("The backend's event log has no record of this: \(error.sentence).")
    }
  }
}
