import ConsoleDomain

/// What plans about counters have in common: what is there now, and the plan around it.
struct LimitPlanner: Sendable {
  let ports: LimitPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  /// The counters as they are now, each with the rules of its limiter; a counter of no limiter is none.
  func counters(
    _ ids: [CounterID],
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> [(id: CounterID, counter: Counter?, now: Instant)] {
    let page: CounterPage
    do {
      page = try await ports.reads.read(ids, servers)
    } catch {
      throw .store(error)
    }
    return zip(ids, page.readings).map { id, reading in
      (id, reading.flatMap { counter(id, $0) }, page.now)
    }
  }

  func limiter(_ id: CounterID) -> Profile.Limiter? {
    ports.limiters.indices.contains(id.limiter) ? ports.limiters[id.limiter] : nil
  }

  /// A key of no limiter's form, and one of the backend's secrets and locks, is no counter.
  func key(_ id: CounterID) -> LimiterKey? {
    guard let limiter = limiter(id),
      !ReservedKeys.contains(Array(limiter.prefix.utf8) + id.rest)
    else { return nil }
    return LimiterKey(String(decoding: id.rest, as: UTF8.self), format: limiter.format)
  }

  private func counter(_ id: CounterID, _ reading: CounterReading) -> Counter? {
    guard let limiter = limiter(id), let key = key(id) else { return nil }
    let isShared =
      ports.limiters.count {
        $0.prefix == limiter.prefix && $0.collection == limiter.collection
      } > 1
    return Counter(id: id, limiter: limiter, key: key, reading: reading, isShared: isShared)
  }

  /// A plan over these counters.
  func plan(
    _ request: ActionRequest,
    _ counters: [PlannedCounter],
    tier: ActionTier,
    parameters: [String],
    warnings: [String],
    isComplete: Bool = true,
    on servers: ServerIdentity
  ) -> ActionPlan {
    let acting = counters.filter { $0.blocked == nil }
    let isBulk = acting.count > policy.bulkThreshold
    let verb = request.kind == .blockClient ? "block" : "reset"
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: isBulk ? .irreversible : tier,
      content: .counters(counters),
      isComplete: isComplete,
      warnings: warnings,
      servers: servers,
      hash: PlanHash.hash(
        of: request.auditType,
        parameters: parameters,
        targets: acting.map { "\($0.limiter.name) \($0.keyHash)" },
        on: servers
      ),
      madeAt: clock.now(),
      phrase: isBulk ? "\(verb) \(acting.count) in \(policy.environment)" : nil
    )
  }
}

extension PlannedCounter {
  init(_ counter: Counter, at now: Instant, isProxy: Bool) {
    var standing = counter.standing(at: now)
    if isProxy || counter.key.client.address?.isPrivate == true { standing.flags.insert(.proxy) }
    self.init(
      id: counter.id,
      limiter: counter.limiter,
      shownKey: counter.shownKey(),
      address: counter.key.client.address,
      standing: standing,
      blocked: counter.reading.value == .unreadable ? "the key holds no counter" : nil
    )
  }
}
