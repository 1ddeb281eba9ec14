import ConsoleDomain

/// Refusing a client for a while, where its limiter's library honours a block from outside.
///
/// An address that stands for many clients is never blocked: not a private one, and not one from which
/// nearly all hits come.
struct BlockClientAction: AuditedAction {
  let planner: LimitPlanner

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    guard case .blockClient(let block) = request, let limiter = planner.limiter(block.id) else {
      throw .nothingToDo("the profile has no such limiter")
    }
    if let reason = limiter.format.blockRefusal { throw .nothingToDo(reason) }
    if let fault = LimitBlock.fault(block.duration) {
      throw .invalid(field: "duration", wanted: fault)
    }
    guard limiter.limit != nil else {
      throw .nothingToDo("the profile does not say the limit of \(limiter.name)")
    }
    guard let key = planner.key(block.id) else {
      throw .nothingToDo("\(limiter.name) would have no such key")
    }
    var warnings: [String] = []
    if let reason = try await refusal(of: key.client, on: servers, &warnings) {
      throw .nothingToDo(reason)
    }
    let found = try await planner.counters([block.id], on: servers)[0]
    let planned = planned(block.id, limiter, key, found.counter, at: found.now)
    if let reason = planned.blocked { throw .nothingToDo(reason) }
    return planner.plan(
      request,
      [planned],
      tier: .harmful,
      parameters: [block.duration.map { "\($0.components.seconds)" } ?? "for ever"],
      warnings: LimitWarnings.ofBlock(block, planned, at: found.now) + warnings,
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
    guard case .blockClient(let block) = plan.request, !steering.stop.isRaised else {
      run.stop("cancelled", before: 0)
      return LimitRecord.run(run, of: plan, notes: [])
    }
    do {
      run.outcomes[0] = try await planner.ports.writer.block(
        block,
        on: plan.servers,
        permit: permit
      )
    } catch {
      run.fail(0, error)
    }
    steering.progress(ActionProgress(id: plan.id, done: 1, total: 1, stage: "blocking"))
    return LimitRecord.run(run, of: plan, notes: [])
  }

  private func planned(
    _ id: CounterID,
    _ limiter: Profile.Limiter,
    _ key: LimiterKey,
    _ counter: Counter?,
    at now: Instant
  ) -> PlannedCounter {
    if let counter { return PlannedCounter(counter, at: now, isProxy: false) }
    let empty = CounterReading(value: .count(0), left: .never)
    let shown = Counter(id: id, limiter: limiter, key: key, reading: empty).shownKey()
    return PlannedCounter(
      id: id,
      limiter: limiter,
      shownKey: shown,
      address: key.client.address,
      standing: nil
    )
  }

  /// Why an address must not be blocked; nil: it may, or the client is no address.
  private func refusal(
    of client: LimiterClient,
    on servers: ServerIdentity,
    _ warnings: inout [String]
  ) async throws(GateRefusal) -> String? {
    if Network(client.text)?.base.isPrivate == true || client.address?.isPrivate == true {
      return
        "a private address is a proxy's or a load balancer's: a block would be one for everybody"
    }
    guard let address = client.address else { return nil }
    do {
      let snapshot = try await planner.ports.reads.all(servers)
      if snapshot.proxies.contains(address) {
        return "nearly all hits come from this address: a block would be one for everybody"
      }
      if snapshot.progress.phase != .complete || snapshot.mongoProblem != nil {
        warnings.append(
          "Not all counters could be read: whether most hits come from this address is not known."
        )
      }
      return nil
    } catch {
      throw .store(error)
    }
  }
}
