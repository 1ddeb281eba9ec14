import ConsoleDomain
import ConsoleMongo

/// Refusals and failed sign-ins from the backend's own event log, read by `_id` as it grows.
package struct EventSampler: Sendable {
  private static let second: Duration = .seconds(1)
  private static let deadline: Duration = .seconds(10)
  /// How far back it looks at its start.
  private static let history: Duration = .seconds(3600)
  /// Events of one look; where there are more the next one goes on.
  private static let page = 2000

  /// What is looked for.
  package enum Kind: Hashable, Sendable, CaseIterable {
    case refusals
    /// `auth.login` with `success: false`: this backend has no limiter on signing in (backend-data.md 0.1).
    case failedSignIns
  }

  let client: MongoClient
  let events: MongoNamespace
  let refusalTypes: [String]
  let now: @Sendable () -> Instant

  /// The log as a source; nil: the profile names no event that means a refusal.
  package func feed(of kind: Kind, id: Int) -> RefusalFeed? {
    if kind == .refusals, refusalTypes.isEmpty { return nil }
    let source = RefusalSource(
      id: id,
      kind: kind == .refusals ? .events : .signIns,
      name: kind == .refusals ? "events of \(events.collection)" : "failed sign-ins"
    )
    return RefusalFeed(source) { publish in await self.run(kind, source, publish) }
  }

  @concurrent private func run(
    _ kind: Kind,
    _ start: RefusalSource,
    _ publish: @escaping @Sendable (RefusalBatch) -> Void
  ) async {
    var source = start
    var mark = EventMark(from: now().advanced(by: .zero - Self.history))
    while !Task.isCancelled {
      let begin = ContinuousClock.now
      var isBehind = false
      do throws(MongoFailure) {
        let at = now()
        let found = try await client.find(request(kind, mark), deadline: Self.deadline)
        isBehind = found.count >= Self.page
        let (refusals, reached) = mark.take(found, isLast: !isBehind, now: at)
        source.readAt = at
        source.problem = nil
        source.newest = refusals.last?.at ?? source.newest
        publish(RefusalBatch(source, refusals: refusals, recorded: reached))
      } catch {
        if error.code == .cancelled { return }
        source.problem = error.description
        publish(RefusalBatch(source))
      }
      // Cancelled: the loop's own condition sees it.
      if !isBehind { try? await Task.sleep(until: begin + Self.second) }
    }
  }

  private func request(_ kind: Kind, _ mark: EventMark) -> FindRequest {
    let id = MongoValue.document(mark.condition)
    let filter: MongoDocument =
      switch kind {
      case .refusals:
        ["_id": id, "eventType": ["$in": .array(refusalTypes.map { .string($0) })]]
      case .failedSignIns:
        ["_id": id, "eventType": "auth.login", "metadata.success": false]
      }
    return FindRequest(
      events,
      filter: filter,
      projection: ["_id": 1, "createdAt": 1, "eventType": 1, "metadata": 1, "payload": 1],
      sort: ["_id": 1],
      limit: Self.page
    )
  }
}
