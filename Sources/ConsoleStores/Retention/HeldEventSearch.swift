import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Looks for events about held documents that carry no flag, document by document.
struct HeldEventSearch: Sendable {
  private static let deadline: Duration = .seconds(60)
  /// Beyond it the search counts as not run.
  private static let budget: Duration = .seconds(240)
  private static let documentsAtOnce = 1_000
  private static let eventLimit = 10_000
  private static let aboutLimit = 20

  let client: MongoClient
  let database: String
  let profile: Profile

  private var endpoint: StoreEndpoint { StoreEndpoint(client) }

  /// Every held document of every type, whoever holds it; stops at the first batch with something.
  @concurrent func unflagged() async throws(StoreProblem) -> UnflaggedEvents {
    try await requireOneDatabase()
    let end = ContinuousClock.now.advanced(by: Self.budget)
    for entity in profile.entities {
      guard let flag = entity.flags.legalHold else { continue }
      var after: MongoValue?
      while true {
        guard ContinuousClock.now < end else { throw .timedOut(endpoint, after: Self.budget) }
        if Task.isCancelled { throw .cancelled }
        let ids = try await heldIDs(of: entity, flag: flag, after: after)
        guard let last = ids.last else { break }
        let found = try await events(about: ids, of: entity)
        if found.count > 0 { return found }
        guard ids.count == Self.documentsAtOnce else { break }
        after = last
      }
    }
    return UnflaggedEvents()
  }

  /// Held documents in databases of organisations are not looked at: with such a database nothing is
  /// shown of their events.
  private func requireOneDatabase() async throws(StoreProblem) {
    guard let dedicated = profile.tenants?.dedicated.filterName else { return }
    let request = FindRequest(
      MongoNamespace(database, profile.collections.organizations),
      filter: MongoDocument(dictionaryLiteral: (dedicated, true)),
      projection: ["_id": 1],
      limit: 1
    )
    do throws(MongoFailure) {
      guard try await !client.find(request, deadline: Self.deadline).isEmpty else { return }
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
    throw .unsupported(
      endpoint,
      reason: "an organisation has a database of its own, whose held documents are not looked at"
    )
  }

  private func heldIDs(
    of entity: EntityProfile,
    flag: String,
    after: MongoValue?
  ) async throws(StoreProblem) -> [MongoValue] {
    let held: MongoDocument = [
      "$or": [
        .document(MongoDocument(dictionaryLiteral: (flag, true))),
        ["legalHoldIds.0": ["$exists": true]],
      ]
    ]
    let request = FindRequest(
      MongoNamespace(database, entity.collection),
      filter: held,
      projection: ["_id": 1],
      limit: Self.documentsAtOnce,
      readConcern: .majority
    )
    do throws(MongoFailure) {
      return try await client.find(request.page(after: after), deadline: Self.deadline)
        .compactMap { $0["_id"] }
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// An object id is nobody else's, so its events count under any label; other ids are told apart by
  /// the labels of their type.
  private func events(
    about ids: [MongoValue],
    of entity: EntityProfile
  ) async throws(StoreProblem) -> UnflaggedEvents {
    let own = ids.filter { if case .objectID = $0 { true } else { false } }
    let others = ids.filter { if case .objectID = $0 { false } else { true } }
    let labels = MongoValue.array(entity.labels.map(MongoValue.string))
    let labelled: MongoDocument = [
      "entityId": ["$in": .array(names(of: others))],
      "$or": [["entity": ["$in": labels]], ["entityType": ["$in": labels]]],
    ]
    let request = AggregateRequest(
      MongoNamespace(database, profile.collections.events),
      [
        [
          "$match": [
            "legalHold": ["$ne": true],
            "$or": [["entityId": ["$in": .array(names(of: own))]], .document(labelled)],
          ]
        ],
        ["$limit": .int64(Int64(Self.eventLimit))],
        ["$group": ["_id": "$entityId", "count": ["$sum": 1]]],
      ],
      limit: Self.documentsAtOnce,
      readConcern: .majority
    )
    do throws(MongoFailure) {
      let found = try await client.aggregate(request, deadline: Self.deadline)
      let count = found.reduce(0) { $0 + ($1["count"]?.int ?? 0) }
      return UnflaggedEvents(
        count: count,
        isCapped: count >= Self.eventLimit,
        about: found.prefix(Self.aboutLimit).compactMap { group in
          group["_id"]?.idText.flatMap { DocumentID.candidates($0).first }
            .map { EntityKey(type: entity.type, id: $0) }
        }
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Events name documents by the text of their id; some backends by the id itself.
  private func names(of ids: [MongoValue]) -> [MongoValue] {
    ids + ids.compactMap(\.idText).map(MongoValue.string)
  }
}
