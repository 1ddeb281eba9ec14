package import ConsoleDomain

/// Reads back which counters an interrupted reset or block has reached.
///
/// The record names a counter by its hash: every counter is looked at once and hashed. A reset one is gone,
/// or counts again from fewer hits; one whose window has ended meanwhile tells nothing.
package struct CounterStateReader: StateReader {
  /// The types it understands.
  package static let types = [
    ActionRequest.resetCounters([]).auditType,
    ActionRequest.blockClient(LimitBlock(CounterID(limiter: 0, rest: []), for: nil)).auditType,
  ]

  package let type: String
  private let identity: @Sendable () async throws(StoreProblem) -> ServerIdentity
  private let all: @Sendable (ServerIdentity) async throws(StoreProblem) -> CounterSnapshot
  private let now: @Sendable () -> Instant

  /// Makes a reader of one type; `all` reads every counter.
  package init(
    type: String,
    identity: @escaping @Sendable () async throws(StoreProblem) -> ServerIdentity,
    all: @escaping @Sendable (ServerIdentity) async throws(StoreProblem) -> CounterSnapshot,
    now: @escaping @Sendable () -> Instant
  ) {
    self.type = type
    self.identity = identity
    self.all = all
    self.now = now
  }

  /// One look at the counters.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard let targets = RecordedCounter.all(of: intent) else {
      return .undecided(reason: "its record does not name the counters any more")
    }
    let snapshot: CounterSnapshot
    let isAnotherServer: Bool
    do {
      let servers = try await identity()
      guard let redis = servers.redis else {
        return .undecided(reason: "Redis does not say which server it is")
      }
      isAnotherServer = !intent.wasOn(redis)
      snapshot = try await all(servers)
    } catch {
      return .undecided(reason: error.sentence)
    }
    if case .incomplete(let reason) = snapshot.progress.phase { return .undecided(reason: reason) }
    if let problem = snapshot.mongoProblem { return .undecided(reason: problem) }
    let finding = CounterFinding(
      targets: targets,
      present: present(Set(targets.map(\.name)), in: snapshot),
      isBlock: type == Self.types[1],
      isAnotherServer: isAnotherServer,
      now: now()
    )
    return .decided(finding.state)
  }

  private func present(
    _ wanted: Set<RecordedCounter.Name>,
    in snapshot: CounterSnapshot
  ) -> [RecordedCounter.Name: CounterStanding] {
    let limiters = Set(wanted.map(\.limiter))
    var found: [RecordedCounter.Name: CounterStanding] = [:]
    let now = now()
    snapshot.visit { counter in
      guard limiters.contains(counter.limiter.name) else { return }
      let name = RecordedCounter.Name(
        limiter: counter.limiter.name,
        keyHash: counter.id.hash(prefix: counter.limiter.prefix)
      )
      if wanted.contains(name) { found[name] = counter.standing(at: now) }
    }
    return found
  }
}
