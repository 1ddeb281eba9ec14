package import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// What plans and checks of holds read from MongoDB: the `HoldReads` port.
package struct MongoHoldReads: Sendable {
  private static let deadline: Duration = .seconds(10)
  /// Counting a selection of millions takes a while; the caller keeps this deadline.
  private static let counting: Duration = .seconds(60)
  private static let idsAtOnce = 1_000

  private let databases: BackendDatabases
  private let console: String
  private let profile: Profile
  private let entities: EntityReads

  /// Makes a reader; `entities` answers for subjects.
  init(
    _ databases: BackendDatabases,
    consoleDatabase: String,
    profile: Profile,
    entities: EntityReads
  ) {
    self.databases = databases
    console = consoleDatabase
    self.profile = profile
    self.entities = entities
  }

  /// The port.
  package var port: HoldReads {
    HoldReads(
      subject: entities.records,
      reached: { subjects, keys, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await HeldSubjects(databases: databases, profile: profile)
            .reaching(keys, in: placed, from: subjects)
        }
      },
      page: entities.page,
      survey: { tenants throws(StoreProblem) in try await self.databases.survey(tenants) },
      documents: { keys, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.documents(keys, in: placed)
        }
      },
      counts: { selection, hold, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.counts(selection, hold, in: placed)
        }
      },
      lacking: { selection, hold, limit, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.lacking(selection, hold, limit, in: placed)
        }
      },
      expiry: { place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.expiry(in: placed)
        }
      },
      overdue: { selection, hold, rule, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.overdue(selection, hold, rule, in: placed)
        }
      },
      holds: { () throws(StoreProblem) in try await self.holds() },
      serverNow: { () throws(StoreProblem) in
        try await self.serverNow(of: self.databases.main)
      }
    )
  }

  @concurrent private func documents(
    _ keys: [EntityKey],
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [EntityRow] {
    var rows: [EntityRow] = []
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      let mapper = EntityMapper(entity: entity, tenantID: placed.place.tenantID)
      for start in stride(from: 0, to: ids.count, by: Self.idsAtOnce) {
        let page = Array(ids[start..<min(start + Self.idsAtOnce, ids.count)])
        let documents = try await find(
          FindRequest(
            placed.namespace(entity.collection),
            filter: ["_id": ["$in": .array(page)]],
            projection: mapper.projection,
            limit: page.count
          ),
          in: placed
        )
        rows += documents.compactMap(mapper.row)
      }
    }
    return rows
  }

  @concurrent private func counts(
    _ selection: HoldSelection,
    _ hold: String?,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> HoldCounts {
    guard let (entity, filter, flag) = part(selection) else {
      return HoldCounts(matched: 0, flagged: 0, ours: 0)
    }
    let ours: MongoValue =
      hold.map { ["$in": [.string($0), ["$ifNull": ["$legalHoldIds", []]]]] }
      ?? false
    let request = AggregateRequest(
      placed.namespace(entity.collection),
      [
        ["$match": .document(filter)],
        [
          "$group": [
            "_id": .null, "matched": ["$sum": 1],
            "flagged": [
              "$sum": ["$cond": [["$eq": [.string("$\(flag)"), true]], 1, 0]]
            ],
            "ours": ["$sum": ["$cond": [ours, 1, 0]]],
          ]
        ],
      ],
      limit: 1
    )
    do throws(MongoFailure) {
      let reply = try await placed.client.aggregate(request, deadline: Self.counting).first
      return HoldCounts(
        matched: reply?["matched"]?.int ?? 0,
        flagged: reply?["flagged"]?.int ?? 0,
        ours: reply?["ours"]?.int ?? 0
      )
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.counting)
    }
  }

  @concurrent private func lacking(
    _ selection: HoldSelection,
    _ hold: String,
    _ limit: Int,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [DocumentID] {
    guard let (entity, filter, flag) = part(selection) else { return [] }
    let documents = try await find(
      FindRequest(
        placed.namespace(entity.collection),
        filter: filter.and(HoldPipeline.lacking(hold, flag: flag)),
        projection: ["_id": 1],
        limit: limit
      ),
      in: placed
    )
    return documents.compactMap { DocumentID($0["_id"]) }
  }

  @concurrent private func expiry(
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [ExpiryRule] {
    let collections =
      placed.place == .main
      ? profile.entities.map(\.collection) + [profile.collections.events]
      : profile.entities.filter(\.isTenant).map(\.collection)
    var rules: [ExpiryRule] = []
    for collection in collections {
      do throws(MongoFailure) {
        let indexes = try await placed.client.indexes(
          of: placed.namespace(collection),
          deadline: Self.deadline
        )
        rules += indexes.compactMap { ExpiryRule($0, of: collection, placed.place.tenantID) }
      } catch {
        throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
      }
    }
    return rules
  }

  @concurrent private func overdue(
    _ selection: HoldSelection,
    _ hold: String,
    _ rule: ExpiryRule,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> Int {
    guard let (entity, filter, _) = part(selection),
      let now = try await serverNow(of: placed)
    else { return 0 }
    let bound = MongoValue.date(now.milliseconds - rule.seconds * 1_000)
    let kept = "\(HoldPipeline.suspended).\(rule.field)"
    let isOld = MongoDocument(
      dictionaryLiteral: (
        "$or",
        [
          .document(MongoDocument(dictionaryLiteral: (rule.field, ["$lt": bound]))),
          .document(MongoDocument(dictionaryLiteral: (kept, ["$lt": bound]))),
        ]
      )
    )
    // Another hold on it keeps it: only those that this one alone keeps would be deleted.
    let alone: MongoDocument = ["legalHoldIds": .array([.string(hold)])]
    let request = AggregateRequest(
      placed.namespace(entity.collection),
      [["$match": .document(filter.and(isOld).and(alone))], ["$count": "n"]],
      limit: 1
    )
    do throws(MongoFailure) {
      return try await placed.client.aggregate(request, deadline: Self.counting).first?["n"]?.int
        ?? 0
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.counting)
    }
  }

  @concurrent private func holds() async throws(StoreProblem) -> [LegalHold] {
    let documents = try await find(
      FindRequest(
        MongoNamespace(console, HoldDocuments.register),
        sort: ["_id": 1],
        limit: 10_000,
        readConcern: .majority
      ),
      in: databases.main
    )
    let holds = documents.compactMap(HoldDocuments.hold)
    guard holds.count == documents.count else {
      throw .conflict("a record of the register of holds can't be read; nothing is guessed")
    }
    return holds
  }

  @concurrent private func serverNow(
    of placed: PlacedDatabase
  ) async throws(StoreProblem) -> Instant? {
    do throws(MongoFailure) {
      return try await placed.client.hello(deadline: Self.deadline).localTime
        .map(Instant.init(milliseconds:))
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }

  private func part(
    _ selection: HoldSelection
  ) -> (EntityProfile, MongoDocument, flag: String)? {
    guard let entity = profile.entity(selection.type), let filter = selection.filter(in: entity),
      let flag = entity.flags.legalHold
    else { return nil }
    return (entity, filter, flag)
  }

  private func find(
    _ request: FindRequest,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await placed.client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }
}

extension ExpiryRule {
  /// nil for an index that deletes nothing: the server ignores the option on a key of many fields.
  init?(_ index: MongoDocument, of collection: String, _ tenantID: String?) {
    guard let seconds = index["expireAfterSeconds"]?.double,
      let key = index["key"]?.document?.keys, key.count == 1, let field = key.first
    else { return nil }
    let filter = index["partialFilterExpression"]?.document
    self.init(
      collection: collection,
      tenantID: tenantID,
      index: index["name"]?.string ?? field,
      field: field,
      seconds: Int64(exactly: seconds.rounded()) ?? .max / 2_000,
      filtersHeld: filter?["legalHold"]?.bool == false
    )
  }
}
