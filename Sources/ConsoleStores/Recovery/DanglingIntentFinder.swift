import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Finds intents whose one possible outcome is not in the chain.
///
/// Headers alone tell, since an outcome's event id follows from its intent's: one walk for intents, and
/// for each page of them one look at the unique index. All is read from the primary, because a secondary
/// that lags behind would lack outcomes.
struct DanglingIntentFinder: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let pageSize = 500

  let client: MongoClient
  let console: String
  let mark: RecoveryMark

  @concurrent func all(
    _ reach: DanglingIntents.Reach
  ) async throws(StoreProblem) -> [DanglingIntent] {
    guard let genesis = try await find(headers(["_id": 0], limit: 1)).first else { return [] }
    let first = reach == .sinceLast ? mark.sequence(ofChain: genesis.eventID) : 0
    var dangling: [AuditHeader] = []
    var next = first
    while true {
      let page = try await find(
        headers(["_id": ["$gte": .int64(next)], "phase": "intent"], limit: Self.pageSize)
      )
      guard let last = page.last else { break }
      dangling += try await withoutOutcome(page)
      next = last.sequence + 1
      if page.count < Self.pageSize { break }
      if Task.isCancelled { throw .cancelled }
    }
    mark.store(dangling.first?.sequence ?? next, ofChain: genesis.eventID)
    let bodies = IntentBodies(client: client, console: console)
    var intents: [DanglingIntent] = []
    for header in dangling { intents.append(try await bodies.intent(header)) }
    return intents
  }

  private func withoutOutcome(
    _ intents: [AuditHeader]
  ) async throws(StoreProblem) -> [AuditHeader] {
    let outcomes = intents.map { OutcomeEventID.of(intent: $0.eventID) }
    let ids = outcomes.map(MongoValue.string)
    let found = try await find(headers(["eventId": ["$in": .array(ids)]], limit: ids.count))
    let ended = Set(found.map(\.eventID))
    return zip(intents, outcomes).compactMap { ended.contains($1) ? nil : $0 }
  }

  private func headers(_ filter: MongoDocument, limit: Int) -> FindRequest {
    FindRequest(
      MongoNamespace(console, AuditDocuments.headers),
      filter: filter,
      sort: ["_id": 1],
      limit: limit,
      readPreference: .primary,
      readConcern: .majority
    )
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [AuditHeader] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline).compactMap(
        AuditDocuments.header
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
