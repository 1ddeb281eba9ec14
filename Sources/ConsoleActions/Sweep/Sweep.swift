package import ConsoleDomain

/// The work that must go on with no console open: its steps one after the other, under a lease.
///
/// The whole run is one record of the audit trail, `sweep.run`, from intent to outcome; what a step
/// makes (a digest, a checkpoint) is a record of its own besides.
package struct Sweep: Sendable {
  static let type = "sweep.run"
  static let reason = "holdfast sweep"
  /// A sweep that was killed keeps others from running no longer than this.
  private static let leaseLength: Duration = .seconds(600)
  private static let readDeadline: Duration = .seconds(10)

  private let upkeep: Upkeep
  private let lease: any SweepLease
  private let reader: SweepLeaseReader
  private let host: String
  private let steps: [any SweepStep]

  /// Makes a sweep; `host` names this machine to whoever finds the lease taken.
  package init(
    _ upkeep: Upkeep,
    lease: any SweepLease,
    reader: SweepLeaseReader,
    host: String,
    steps: [any SweepStep]
  ) {
    self.upkeep = upkeep
    self.lease = lease
    self.reader = reader
    self.host = host
    self.steps = steps
  }

  /// Runs all steps; `progress` is told each step's name before it begins.
  package func run(
    progress: @escaping @Sendable (String) -> Void
  ) async throws(GateRefusal) -> SweepResult {
    try await upkeep.requireWritable()
    let standing: SweepLeaseStanding
    do {
      standing = try await reader.standing(Self.readDeadline)
    } catch {
      throw .store(error)
    }
    // A lease that is plainly taken needs no record of its own; a race for it gets one below.
    if let held = standing.owner { return .held(by: held, until: standing.until) }
    let servers = await upkeep.servers()
    let work = Upkeep.Work(
      type: Self.type,
      reason: Self.reason,
      matched: steps.count,
      details: [AuditDetail("steps", .array(steps.map { .string($0.name) }))]
    )
    let (result, ending) = try await upkeep.perform(work) { permit in
      let result = await run(on: servers, permit: permit, progress)
      return (result, outcome(of: result))
    }
    if case .ran(let run, let problems) = result, let problem = ending.problem {
      return .ran(run, problems: problems + [problem])
    }
    return result
  }

  private func run(
    on servers: ServerIdentity,
    permit: borrowing MutationPermit,
    _ progress: @Sendable (String) -> Void
  ) async -> SweepResult {
    let taken: SweepLeaseStanding
    do {
      guard
        let standing = try await lease.take(
          owner: owner(permit),
          length: Self.leaseLength,
          permit: permit
        )
      else {
        let other = try? await reader.standing(Self.readDeadline)
        return .held(by: other?.owner ?? "another sweep", until: other?.until)
      }
      taken = standing
    } catch {
      return .failed(error)
    }
    var run = SweepRun(startedAt: upkeep.clock.now(), endedAt: upkeep.clock.now(), steps: [])
    for step in steps {
      progress(step.name)
      guard await renew(permit) else {
        run.steps.append(step.leaseLost())
        break
      }
      run.steps.append(await self.run(step, on: servers, taken.marks[step.name], permit))
    }
    run.endedAt = upkeep.clock.now()
    do {
      try await lease.finish(run, owner: owner(permit), permit: permit)
      return .ran(run, problems: [])
    } catch {
      return .ran(run, problems: ["the end of the sweep is not noted: \(error.sentence)"])
    }
  }

  private func run(
    _ step: any SweepStep,
    on servers: ServerIdentity,
    _ mark: String?,
    _ permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    let context = SweepContext(
      servers: servers,
      environment: upkeep.policy.environment,
      log: upkeep.log,
      clock: upkeep.clock,
      mark: mark,
      renew: { permit in await renew(permit) }
    )
    return await step.run(context, permit: permit)
  }

  /// The operation makes it unique, and leads whoever reads it to the record.
  private func owner(_ permit: borrowing MutationPermit) -> String {
    "\(host), operation \(permit.operation)"
  }

  private func renew(_ permit: borrowing MutationPermit) async -> Bool {
    let standing = try? await lease.take(
      owner: owner(permit),
      length: Self.leaseLength,
      permit: permit
    )
    return standing.flatMap { $0 } != nil
  }

  private func outcome(of result: SweepResult) -> AuditOutcome {
    switch result {
    case .ran(let run, let problems):
      let failed = run.steps.filter { $0.state == .failed || $0.state == .found }
      let texts = failed.map { "\($0.name): \($0.text)" } + problems
      return AuditOutcome(
        result: failed.isEmpty ? .success : failed.count == run.steps.count ? .failure : .partial,
        matched: steps.count,
        changed: run.steps.reduce(0) { $0 + $1.changed },
        blocked: 0,
        error: texts.isEmpty ? nil : texts.joined(separator: " "),
        details: run.steps.enumerated().map { index, step in
          .item("step", index, step.auditValue)
        }
      )
    case .held(let owner, _): return nothing(.blocked, "the lease is held by \(owner)")
    case .failed(let problem): return nothing(.failure, problem.sentence)
    }
  }

  private func nothing(_ result: ActionResult, _ error: String) -> AuditOutcome {
    AuditOutcome(
      result: result,
      matched: steps.count,
      changed: 0,
      blocked: 0,
      error: error,
      details: []
    )
  }
}

/// How a sweep ended.
package enum SweepResult: Hashable, Sendable {
  /// The problems are those of the sweep itself: its end or its outcome is not stored.
  case ran(SweepRun, problems: [String])
  /// Another one is running.
  case held(by: String, until: Instant?)
  /// The lease could not be asked for.
  case failed(StoreProblem)
}

extension SweepStepResult {
  /// As the outcome of a sweep keeps it.
  fileprivate var auditValue: AuditValue {
    .document([
      "name": .string(name), "state": .string(state.rawValue), "text": .string(text),
      "seen": .int(Int64(seen)), "changed": .int(Int64(changed)),
    ])
  }
}
