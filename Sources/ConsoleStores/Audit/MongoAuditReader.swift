package import ConsoleDomain
package import ConsoleMongo

/// The console's own audit log and the backend's event log: the `AuditReader` port.
package struct MongoAuditReader: Sendable {
  private let pages: AuditPageReader
  private let feed: AuditFeed
  private let examination: EventCoverage
  private let walk: ChainWalk
  private let localNow: @Sendable () -> Instant

  /// Makes a reader; `background` answers what takes longer than a person waits.
  package init(
    client: MongoClient,
    background: MongoClient,
    database: String,
    consoleDatabase: String,
    collections: Profile.Collections,
    entities: [EntityProfile] = [],
    now: @escaping @Sendable () -> Instant
  ) {
    let endpoint = StoreEndpoint(client)
    let events = MongoNamespace(database, collections.events)
    let pages = AuditPageReader(
      client: client,
      console: consoleDatabase,
      events: events,
      endpoint: endpoint
    )
    self.pages = pages
    feed = AuditFeed(
      ours: OwnLog(client: client, console: consoleDatabase, endpoint: endpoint),
      backend: BackendLog(client: client, events: events, endpoint: endpoint),
      isInitialised: { () throws(StoreProblem) in try await pages.isInitialised() }
    )
    examination = EventCoverage(
      client: background,
      events: MongoNamespace(database, collections.events),
      collections: ([collections.users, collections.organizations]
        + entities.filter { !$0.isTenant }.map(\.collection)).unique,
      endpoint: StoreEndpoint(background)
    )
    walk = ChainWalk(
      client: background,
      console: consoleDatabase,
      endpoint: StoreEndpoint(background)
    )
    localNow = now
  }

  /// The port.
  package var port: AuditReader {
    AuditReader(
      newest: { limit throws(StoreProblem) in try await self.newest(limit) },
      events: { request throws(StoreProblem) in try await self.events(request) },
      reveal: { id throws(StoreProblem) in try await self.reveal(id) },
      coverage: { request throws(StoreProblem) in try await self.coverage(request) },
      links: { first, visit throws(StoreProblem) in try await self.links(from: first, visit) }
    )
  }

  @concurrent private func newest(_ limit: Int) async throws(StoreProblem) -> AuditPage {
    try await pages.newest(min(max(limit, 1), 1000), at: localNow())
  }

  @concurrent private func events(
    _ request: AuditEventRequest
  ) async throws(StoreProblem) -> AuditSlice {
    var request = request
    request.limit = min(max(request.limit, 1), 1000)
    return try await feed.slice(request, at: localNow())
  }

  @concurrent private func reveal(_ id: String) async throws(StoreProblem) -> RevealedEvent? {
    guard let key = EventKey(hex: id) else { return nil }
    guard let document = try await feed.backend.document(key) else { return nil }
    var mapper = BackendEventMapper()
    return mapper.revealed(document)
  }

  @concurrent private func coverage(
    _ request: CoverageRequest
  ) async throws(StoreProblem) -> CoverageReport {
    try await examination.report(request, at: localNow())
  }

  @concurrent private func links(
    from first: Int64,
    _ visit: @escaping @Sendable ([AuditLink]) async throws(StoreProblem) -> Bool
  ) async throws(StoreProblem) {
    try await walk.links(from: first, visit)
  }
}
