import ConsoleDomain

/// Revokes the sessions of a plan, one by one, under one permit.
struct RevokeExecutor: Sendable {
  let plan: ActionPlan
  let server: RedisIdentity
  let reads: RevocationReads
  let ports: RevokePorts
  let clock: ActionClock
  let steering: ActionSteering

  /// Runs the batch, the backend's events and the checks; never throws, since all of it is outcome.
  func run(permit: borrowing MutationPermit) async -> RevokeRun {
    var run = RevokeRun(outcomes: plan.sessions.map(Self.untouched))
    let holds = Holds(directory: await reads.directory(of: plan.sessions.map(\.row)))
    let checks = RevokeChecks(executor: self, known: await sessionsBefore(&run))
    await revokeAll(&run, holds: holds, permit: permit)
    let confirmed = run.revoked
    await record(confirmed, &run, permit: permit)
    await checks.run(&run, permit: permit)
    await record(run.revoked.subtracting(confirmed), &run, permit: permit)
    return run
  }

  func report(_ stage: String, done: Int, last: ActionProgress.Ended? = nil) {
    steering.progress(
      ActionProgress(
        id: plan.id,
        done: done,
        total: plan.sessions.count,
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
    for (index, planned) in plan.sessions.enumerated() where planned.blocked == nil {
      if steering.stop.isRaised {
        run.problems.append("Cancelled before the last session.")
        skipRest(&run, from: index, reason: "cancelled")
        return
      }
      // A hold placed since the plan counts as well.
      if planned.isHeld || holds.mayBeHeld(planned.row) {
        if let (refusal, stop) = await preserve(planned, permit: permit) {
          end(index, with: refusal, &run)
          guard let stop else { continue }
          return end(&run, after: index, stop)
        }
      }
      let (outcome, stop) = await revoke(planned.target, permit: permit)
      end(index, with: outcome, &run)
      if let stop { return end(&run, after: index, stop) }
    }
  }

  private func end(_ run: inout RevokeRun, after index: Int, _ stop: BatchStop) {
    run.problems.append("Stopped: \(stop.reason).")
    skipRest(&run, from: index + 1, reason: "not tried, since \(stop.reason)")
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
    for rest in index..<plan.sessions.count where plan.sessions[rest].blocked == nil {
      run.outcomes[rest] = .skipped(reason: reason)
    }
  }

  /// Copies a held user's session; nil: it is safe, otherwise the outcome of the target.
  ///
  /// A server that keeps silent stops the batch: each further copy would wait as long.
  private func preserve(
    _ planned: PlannedSession,
    permit: borrowing MutationPermit
  ) async -> (outcome: TargetOutcome, stop: BatchStop?)? {
    do {
      guard let value = try await reads.value(planned.row.id, server) else {
        return (.alreadyGone, nil)
      }
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
      return (
        .skipped(reason: "held, and no copy could be kept: \(error.sentence)"),
        error.leavesWriteUnknown ? BatchStop(reason: error.sentence) : nil
      )
    }
  }

  /// What the backend's index lists for the users, before anything is deleted.
  private func sessionsBefore(_ run: inout RevokeRun) async -> [String: Set<SessionID>]? {
    let users = Set(plan.sessions.compactMap { $0.blocked == nil ? $0.row.userID : nil })
    guard !users.isEmpty else { return [:] }
    do {
      return try await reads.indexed(users, server).mapValues(Set.init)
    } catch {
      run.problems.append("New sign-ins can't be told apart: \(error.sentence).")
      return nil
    }
  }

  /// Tells the backend's own log; its failure is a problem of the receipt, not of the sessions.
  private func record(
    _ revoked: Set<Int>,
    _ run: inout RevokeRun,
    permit: borrowing MutationPermit
  ) async {
    let events = RevocationEvents.events(for: plan, revoked: revoked, at: clock.now())
    guard !events.isEmpty else { return }
    do {
      try await ports.events.append(events, permit: permit)
    } catch {
      run.problems.append("The backend's event log may lack a record of this: \(error.sentence).")
    }
  }
}
