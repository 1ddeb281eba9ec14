import ConsoleDomain

/// Resetting counters: those named, or all of a client across the profile's limiters.
struct ResetLimitsAction: AuditedAction {
  let planner: LimitPlanner

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let asked = try await asked(request, on: servers)
    var counters: [PlannedCounter] = []
    var gone = 0
    let proxies = Set(asked.targets.lazy.filter(\.isProxy).map(\.id))
    for found in try await planner.counters(asked.targets.map(\.id), on: servers) {
      guard let counter = found.counter else {
        gone += 1
        continue
      }
      counters.append(
        PlannedCounter(counter, at: found.now, isProxy: proxies.contains(found.id))
      )
    }
    let acting = counters.filter { $0.blocked == nil }
    guard !acting.isEmpty else {
      throw .nothingToDo(
        counters.compactMap(\.blocked).first
          ?? (gone > 0 ? "the counters are gone already" : "no counter was found")
      )
    }
    return planner.plan(
      request,
      counters,
      tier: acting.count == 1 ? .small : .harmful,
      parameters: asked.parameters,
      warnings: LimitWarnings.ofReset(
        counters,
        gone: gone,
        incomplete: asked.incomplete,
        unsearched: asked.unsearched
      ),
      isComplete: asked.incomplete == nil,
      on: servers
    )
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] {
    LimitRecord.intentDetails(plan)
  }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = CounterRun(plan)
    let total = plan.counters.count
    for (index, planned) in plan.counters.enumerated() where planned.blocked == nil {
      if steering.stop.isRaised {
        run.stop("cancelled", before: index)
        break
      }
      do {
        run.outcomes[index] = try await planner.ports.writer.reset(
          planned.id,
          on: plan.servers,
          permit: permit
        )
      } catch {
        run.fail(index, error)
        if let stop = BatchStop(error) {
          run.stop(stop.reason, before: index + 1)
          break
        }
      }
      steering.progress(
        ActionProgress(id: plan.id, done: index + 1, total: total, stage: "resetting")
      )
    }
    return LimitRecord.run(run, of: plan, notes: LimitWarnings.survivors(plan.counters))
  }

  private struct Asked {
    var targets: [CounterTarget]
    var parameters: [String]
    /// Why there may be more of them.
    var incomplete: String?
    /// Limiters that keep their clients as hashes.
    var unsearched: [String] = []
  }

  private func asked(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> Asked {
    switch request {
    case .resetCounters(let targets):
      var seen: Set<CounterID> = []
      return Asked(
        targets: targets.filter { seen.insert($0.id).inserted },
        parameters: ["counters"]
      )
    case .resetClient(let client): return try await counters(of: client, on: servers)
    default: throw .nothingToDo("this resets no counter")
    }
  }

  private func counters(
    of client: LimiterClient,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> Asked {
    let snapshot: CounterSnapshot
    do {
      snapshot = try await planner.ports.reads.all(servers)
    } catch {
      throw .store(error)
    }
    let proxies = snapshot.proxies
    var asked = Asked(targets: [], parameters: ["client", client.digest])
    snapshot.visit { counter in
      guard client.isMeant(by: counter.key.client) else { return }
      let isProxy = counter.key.client.address.map(proxies.contains) ?? false
      asked.targets.append(CounterTarget(counter.id, isProxy: isProxy))
    }
    if case .incomplete(let reason) = snapshot.progress.phase { asked.incomplete = reason }
    if let problem = snapshot.mongoProblem { asked.incomplete = problem }
    if client.kind != .hash {
      asked.unsearched = planner.ports.limiters.filter(\.format.hashesClients).map(\.name)
    }
    return asked
  }
}
