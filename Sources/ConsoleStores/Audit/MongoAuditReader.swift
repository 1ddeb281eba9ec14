package import ConsoleDomain
package import ConsoleMongo

/// The console's own audit log and the backend's event log: the `AuditReader` port.
package struct MongoAuditReader: Sendable {
  private let pages: AuditPageReader
  private let walk: ChainWalk
  private let localNow: @Sendable () -> Instant

  /// Makes a reader; `background` answers what takes longer than a person waits.
  package init(
    client: MongoClient,
    background: MongoClient,
    database: String,
    consoleDatabase: String,
    collections: Profile.Collections,
    now: @escaping @Sendable () -> Instant
  ) {
    pages = AuditPageReader(
      client: client,
      console: consoleDatabase,
      events: MongoNamespace(database, collections.events),
      endpoint: StoreEndpoint(client)
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
      links: { first, visit throws(StoreProblem) in try await self.links(from: first, visit) }
    )
  }

  @concurrent private func newest(_ limit: Int) async throws(StoreProblem) -> AuditPage {
    try await pages.newest(min(max(limit, 1), 1000), at: localNow())
  }

  @concurrent private func links(
    from first: Int64,
    _ visit: @escaping @Sendable ([AuditLink]) async throws(StoreProblem) -> Bool
  ) async throws(StoreProblem) {
    try await walk.links(from: first, visit)
  }
}
