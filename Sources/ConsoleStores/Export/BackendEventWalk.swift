package import ConsoleDomain
package import ConsoleMongo

/// Walks the backend's event log from its oldest event on, a page at a time, redacted by its rule.
package struct BackendEventWalk: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let pageSize = 500

  private let client: MongoClient
  private let events: MongoNamespace
  private let endpoint: StoreEndpoint

  /// Makes a walk on the connections that answer what takes longer than a person waits.
  package init(background: MongoClient, database: String, collections: Profile.Collections) {
    client = background
    events = MongoNamespace(database, collections.events)
    endpoint = StoreEndpoint(background)
  }

  /// The walk as exports take it.
  package var port: AuditExporter.BackendWalk {
    { since, until, visit throws(StoreProblem) in
      try await self.walk(since: since, until: until, visit)
    }
  }

  /// By `_id`, whose first four bytes are the second it was made in: no other order has an index.
  @concurrent private func walk(
    since: Instant?,
    until: Instant?,
    _ visit: @Sendable ([BackendEvent]) async -> Bool
  ) async throws(StoreProblem) {
    var bounds: [(String, MongoValue)] = []
    if let id = since.flatMap(Self.firstID) { bounds.append(("$gte", .objectID(id))) }
    if let id = until.flatMap(Self.firstID) { bounds.append(("$lt", .objectID(id))) }
    var mapper = BackendEventMapper()
    var last: MongoValue?
    while true {
      let documents: [MongoDocument]
      do throws(MongoFailure) {
        let filter: MongoDocument =
          bounds.isEmpty ? [:] : ["_id": .document(try MongoDocument(elements: bounds))]
        let request = FindRequest(
          events,
          filter: filter,
          projection: BackendEventMapper.projection,
          limit: Self.pageSize
        )
        documents = try await client.find(request.page(after: last), deadline: Self.deadline)
      } catch {
        throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
      guard let id = documents.last?["_id"] else { return }
      last = id
      var page: [BackendEvent] = []
      for document in documents { page.append(mapper.event(document)) }
      guard await visit(page) else { return }
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// The lowest id of the second that a time lies in.
  private static func firstID(of time: Instant) -> MongoObjectID? {
    let seconds = String(UInt32(clamping: time.milliseconds / 1000), radix: 16)
    return MongoObjectID(
      String(repeating: "0", count: 8 - seconds.count) + seconds + String(repeating: "0", count: 16)
    )
  }
}
