package import ConsoleDomain

/// Refusals as counters beyond their limits tell them, by the `LimitReads` port.
///
/// A walk over the key space finds the counters; those near their limit are read again each second. After a
/// walk comes a rest eight times as long: a walk takes a quarter of a server's time at most (`ScanPace`),
/// so that all of them take less than 3 % of it, however many keys of other kinds there are.
struct CounterFeed: Sendable {
  private static let restPerWalk = 8
  private static let shortestRest: Duration = .milliseconds(500)
  private static let longestRest: Duration = .seconds(600)
  private static let interval: Duration = .seconds(1)

  let limits: LimitReads
  let now: @Sendable () -> Instant
  private var source: RefusalSource
  private var growth = CounterGrowth()
  private var sight: CounterSight?
  /// Up to when everything was told; nil: no walk has ended yet.
  private var told: Instant?

  init(_ source: RefusalSource, limits: LimitReads, now: @escaping @Sendable () -> Instant) {
    self.source = source
    self.limits = limits
    self.now = now
  }

  /// Walks and reads until its task is cancelled.
  mutating func run(_ publish: @escaping @Sendable (RefusalBatch) -> Void) async {
    while !Task.isCancelled {
      let start = ContinuousClock.now
      publish(await walk())
      let elapsed = ContinuousClock.now - start
      let rest = min(max(elapsed * Self.restPerWalk, Self.shortestRest), Self.longestRest)
      source.remark = "a new counter is found within \(TimeText.age(elapsed + rest))"
      let end = ContinuousClock.now + rest
      while !Task.isCancelled, ContinuousClock.now < end {
        // Cancelled: the loop's own condition sees it.
        try? await Task.sleep(for: min(Self.interval, end - ContinuousClock.now))
        publish(await readAgain())
      }
    }
  }

  private mutating func walk() async -> RefusalBatch {
    do throws(StoreProblem) {
      let snapshot = try await limits.scan { _ in }
      guard case .complete = snapshot.progress.phase else { return batch([]) }
      let now = now()
      let refusals = growth.walked(snapshot, at: now)
      sight = CounterSight(counters: snapshot.count, at: now, abuses: growth.abuses(at: now))
      return tell(refusals, now)
    } catch {
      return failed(error)
    }
  }

  private mutating func readAgain() async -> RefusalBatch {
    let ids = growth.watched
    do throws(StoreProblem) {
      let readings = ids.isEmpty ? [] : try await limits.refresh(ids)
      let now = now()
      let refusals = growth.read(zip(ids, readings).map { ($0, $1) }, at: now)
      sight?.abuses = growth.abuses(at: now)
      return tell(refusals, now)
    } catch {
      return failed(error)
    }
  }

  private mutating func tell(_ refusals: [Refusal], _ now: Instant) -> RefusalBatch {
    let time = told.flatMap { $0 < now ? $0..<now : nil }
    told = now
    source.readAt = now
    source.problem = nil
    if !refusals.isEmpty { source.newest = now }
    return batch(refusals, time)
  }

  private mutating func failed(_ problem: StoreProblem) -> RefusalBatch {
    source.problem = ProblemText(problem).line
    told = nil
    return batch([])
  }

  private func batch(_ refusals: [Refusal], _ time: Range<Instant>? = nil) -> RefusalBatch {
    RefusalBatch(source, refusals: refusals, recorded: time, sight: sight)
  }
}

extension RefusalFeed {
  /// The counters of a profile's limiters, whatever store they are in.
  package static func counters(
    _ limits: LimitReads,
    id: Int,
    now: @escaping @Sendable () -> Instant
  ) -> RefusalFeed {
    let source = RefusalSource(id: id, kind: .counters, name: "counters")
    return RefusalFeed(source) { publish in
      var feed = CounterFeed(source, limits: limits, now: now)
      await feed.run(publish)
    }
  }
}
