package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// What documents say of holds, whatever the register says: the `HoldDriftReads` port.
package struct MongoHoldDrift: Sendable {
  /// No index has the ids of holds: a collection is read for this long at most.
  private static let deadline: Duration = .seconds(60)
  private static let markLimit = 10_000

  private let databases: BackendDatabases
  private let profile: Profile

  /// Makes a reader; `client` should be that of scans.
  package init(client: MongoClient, database: String, profile: Profile) {
    databases = BackendDatabases(client: client, database: database, profile: profile)
    self.profile = profile
  }

  /// The port.
  package var port: HoldDriftReads {
    HoldDriftReads(
      without: { selection, hold, limit, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.without(selection, hold, limit, in: placed)
        }
      },
      events: { start, limit throws(StoreProblem) in try await self.events(start, limit) },
      marks: { type, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.marks(type, in: placed)
        }
      }
    )
  }

  @concurrent private func without(
    _ selection: HoldSelection,
    _ hold: String,
    _ limit: Int,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [DocumentID] {
    guard let entity = profile.entity(selection.type), let flag = entity.flags.legalHold,
      let filter = selection.filter(in: entity)
    else { return [] }
    do throws(MongoFailure) {
      return try await placed.client.find(
        FindRequest(
          placed.namespace(entity.collection),
          filter: filter.and(HoldPipeline.lacking(hold, flag: flag)),
          projection: ["_id": 1],
          limit: limit,
          readConcern: .majority
        ),
        deadline: Self.deadline
      )
      .compactMap { DocumentID($0["_id"]) }
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }

  /// By `_id`, whose first four bytes are the second it was made in: no other order has an index.
  @concurrent private func events(
    _ start: HoldEventPage.Start,
    _ limit: Int
  ) async throws(StoreProblem) -> HoldEventPage {
    let placed = databases.main
    var filter: MongoDocument = ["legalHold": ["$ne": true], "entityId": ["$type": "string"]]
    var after: MongoValue?
    switch start {
    case .time(let time):
      let first = DocumentID.objectID(EventLogID.first(at: time)).value ?? .null
      filter = filter.and(["_id": ["$gte": first]])
    case .event(let id): after = id.value
    }
    let request = FindRequest(
      placed.namespace(profile.collections.events),
      filter: filter,
      projection: ["_id": 1, "entityId": 1, "entity": 1, "entityType": 1],
      limit: limit
    )
    do throws(MongoFailure) {
      let events = try await placed.client.find(request.page(after: after), deadline: Self.deadline)
      var keys: Set<EntityKey> = []
      for event in events {
        guard let label = (event["entity"] ?? event["entityType"])?.string,
          let entity = profile.entity(labelled: label), let id = event["entityId"]?.string
        else { continue }
        keys.formUnion(DocumentID.candidates(id).map { EntityKey(type: entity.type, id: $0) })
      }
      return HoldEventPage(
        keys: Array(keys),
        last: events.last.flatMap { DocumentID($0["_id"]) },
        seen: events.count,
        hasMore: events.count == limit
      )
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }

  @concurrent private func marks(
    _ type: String,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [HoldMark] {
    guard let entity = profile.entity(type), let flag = entity.flags.legalHold else { return [] }
    let flagged = MongoDocument(dictionaryLiteral: (flag, true))
    // Held without an id: the backend did it, and no release of ours may clear it.
    let ids: MongoValue = [
      "$cond": [
        ["$gt": [["$size": ["$ifNull": ["$legalHoldIds", []]]], 0]], "$legalHoldIds",
        .array([.string(LegalHold.external)]),
      ]
    ]
    let request = AggregateRequest(
      placed.namespace(entity.collection),
      [
        ["$match": ["$or": [.document(flagged), ["legalHoldIds.0": ["$exists": true]]]]],
        ["$project": ["hold": ids]], ["$unwind": "$hold"],
        ["$group": ["_id": "$hold", "count": ["$sum": 1]]],
      ],
      limit: Self.markLimit
    )
    do throws(MongoFailure) {
      return try await placed.client.aggregate(request, deadline: Self.deadline)
        .compactMap { mark in
          guard let hold = mark["_id"]?.string, let count = mark["count"]?.int else { return nil }
          return HoldMark(hold: SafeText.of(hold), count: count)
        }
        .sorted { $0.hold < $1.hold }
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }
}
