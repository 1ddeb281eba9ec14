package import ConsoleDomain
package import ConsoleRedis

/// Refusals from the growth of Redis' own counters: those that are known are read again every second, new
/// ones are found by a walk over the key space that never ends.
///
/// Both keep to a part of the server's time, by the server's own clock: 3 % and 1 %.
package struct CounterSampler: Sendable {
  private static let walkShare = 0.03
  /// What the looks of a second may cost the server.
  private static let lookCost: Duration = .milliseconds(10)
  private static let second: Duration = .seconds(1)
  /// Between two walks, so that a small key space is not walked all the time.
  private static let pause: Duration = .milliseconds(500)
  /// After a failure.
  private static let patience: Duration = .seconds(2)
  private static let deadline: Duration = .seconds(4)
  private static let atOnce = 500

  private let client: RedisClient
  private let limiters: [Profile.Limiter]
  private let matcher: LimiterMatcher
  private let now: @Sendable () -> Instant

  /// Makes a sampler of a profile's limiters.
  package init(
    client: RedisClient,
    limiters: [Profile.Limiter],
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.limiters = limiters
    matcher = LimiterMatcher(limiters)
    self.now = now
  }

  /// The sampler as a source; nil: no limiter of the profile has a limit and counts in Redis.
  package func feed(id: Int) -> RefusalFeed? {
    guard limiters.contains(where: { $0.format.store == .redis && $0.limit != nil }) else {
      return nil
    }
    let source = RefusalSource(id: id, kind: .counters, name: "counters beyond their limit")
    return RefusalFeed(source) { publish in await self.run(source, publish) }
  }

  @concurrent private func run(
    _ source: RefusalSource,
    _ publish: @escaping @Sendable (RefusalBatch) -> Void
  ) async {
    let counters = SampledCounters()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.walk(counters) }
      group.addTask { await self.look(counters, source, publish) }
    }
  }

  private func walk(_ counters: SampledCounters) async {
    while !Task.isCancelled {
      var problem: String?
      do throws(RedisFailure) {
        counters.beginWalk(at: now())
        var discovery = CounterDiscovery(
          matcher: matcher,
          reader: try await reader(),
          share: Self.walkShare,
          watch: counters,
          localNow: now
        )
        try await discovery.run()
        if case .incomplete(let reason) = discovery.walk.progress.phase { problem = reason }
      } catch {
        problem = error.message
      }
      counters.endWalk(at: now(), problem: problem)
      // Cancelled: the loop's own condition sees it.
      try? await Task.sleep(for: problem == nil ? Self.pause : Self.patience)
    }
  }

  private func look(
    _ counters: SampledCounters,
    _ start: RefusalSource,
    _ publish: @escaping @Sendable (RefusalBatch) -> Void
  ) async {
    var source = start
    var most = CounterWatch.most
    var last: Instant?
    while !Task.isCancelled {
      let begin = ContinuousClock.now
      var recorded: Range<Instant>?
      do throws(RedisFailure) {
        let cost = try await read(counters, most: most)
        most = Self.quota(after: cost, of: most)
        let at = now()
        if let last, last < at { recorded = last..<at }
        last = at
        source.readAt = at
        source.problem = nil
      } catch {
        if error.code == .cancelled { return }
        // What happened meanwhile is not known, so that it is no part of what is recorded.
        last = nil
        source.problem = error.message
      }
      publish(batch(&source, counters, recorded))
      // Cancelled: the loop's own condition sees it.
      try? await Task.sleep(until: begin + Self.second)
    }
  }

  private func batch(
    _ source: inout RefusalSource,
    _ counters: SampledCounters,
    _ recorded: Range<Instant>?
  ) -> RefusalBatch {
    let found = counters.endLook(at: now())
    if let problem = found.problem, source.problem == nil {
      source.problem = "new counters are not found: \(problem)"
    }
    source.remark = found.walkTook.map { "a new one is found within \(Self.seconds($0)) s" }
    if !found.refusals.isEmpty { source.newest = source.readAt }
    return RefusalBatch(
      source,
      refusals: found.refusals,
      recorded: recorded,
      sight: found.sight
    )
  }

  /// Reads the watched counters again and answers what that cost the server.
  private func read(_ counters: SampledCounters, most: Int) async throws(RedisFailure) -> Duration {
    let ids = counters.ids(most: most)
    let reader = try await reader()
    var cost = Duration.zero
    for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
      let part = ids[start..<min(start + Self.atOnce, ids.count)]
      let page = try await reader.read(Array(part), localNow: now())
      let now = now()
      counters.look(part, page.readings, server: page.clock.now ?? now, now: now)
      cost += page.clock.cost
    }
    return cost
  }

  private static func seconds(_ walk: Duration) -> Int {
    Int((walk + pause + second).components.seconds) + 1
  }

  /// Fewer counters after a second that cost too much, more again after a cheap one.
  private static func quota(after cost: Duration, of most: Int) -> Int {
    if cost > lookCost { return max(most / 2, atOnce / 10) }
    return cost * 2 < lookCost ? min(most * 2, CounterWatch.most) : most
  }

  /// A reader bound to the server that answers now: a cursor means nothing to another one.
  ///
  /// On the lane of scans: nothing that a person waits for, least of all the question whether the server
  /// is there, may stand behind it.
  private func reader() async throws(RedisFailure) -> CounterReader {
    let identity = try await client.serverIdentity(on: .scan, deadline: Self.deadline)
    return CounterReader(
      client: client,
      lane: .scan,
      deadline: Self.deadline,
      limiters: limiters,
      server: identity.runID
    )
  }
}
