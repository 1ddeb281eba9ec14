package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// What plans and checks of holds read from MongoDB: the `HoldReads` port.
package struct MongoHoldReads: Sendable {
  private static let deadline: Duration = .seconds(10)
  /// Counting a selection of millions takes a while; the caller keeps this deadline.
  private static let counting: Duration = .seconds(60)
  private static let idsAtOnce = 1_000

  private let client: MongoClient
  private let database: String
  private let console: String
  private let profile: Profile
  private let entities: EntityReads
  private let endpoint: StoreEndpoint

  /// Makes a reader; `entities` answers for subjects.
  package init(
    client: MongoClient,
    database: String,
    consoleDatabase: String,
    profile: Profile,
    entities: EntityReads
  ) {
    self.client = client
    self.database = database
    console = consoleDatabase
    self.profile = profile
    self.entities = entities
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: HoldReads {
    HoldReads(
      subject: entities.records,
      reached: { subjects, keys throws(StoreProblem) in
        try await HeldSubjects(client: client, database: database, profile: profile)
          .reaching(keys, from: subjects)
      },
      page: entities.page,
      documents: { keys throws(StoreProblem) in try await self.documents(keys) },
      counts: { selection, hold throws(StoreProblem) in try await self.counts(selection, hold) },
      unheld: { selection, hold, limit throws(StoreProblem) in
        try await self.unheld(selection, hold, limit)
      },
      expiry: { () throws(StoreProblem) in try await self.expiry() },
      overdue: { selection, hold, rule throws(StoreProblem) in
        try await self.overdue(selection, hold, rule)
      },
      holds: { () throws(StoreProblem) in try await self.holds() },
      serverNow: { () throws(StoreProblem) in try await self.serverNow() }
    )
  }

  @concurrent private func documents(
    _ keys: [EntityKey]
  ) async throws(StoreProblem) -> [EntityRow] {
    var rows: [EntityRow] = []
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      let mapper = EntityMapper(entity: entity)
      for start in stride(from: 0, to: ids.count, by: Self.idsAtOnce) {
        let page = Array(ids[start..<min(start + Self.idsAtOnce, ids.count)])
        let documents = try await find(
          FindRequest(
            namespace(entity),
            filter: ["_id": ["$in": .array(page)]],
            projection: mapper.projection,
            limit: page.count
          )
        )
        rows += documents.compactMap(mapper.row)
      }
    }
    return rows
  }

  @concurrent private func counts(
    _ selection: HoldSelection,
    _ hold: String?
  ) async throws(StoreProblem) -> HoldCounts {
    guard let (entity, filter, flag) = place(of: selection) else {
      return HoldCounts(matched: 0, flagged: 0, ours: 0)
    }
    let ours: MongoValue =
      hold.map { ["$in": [.string($0), ["$ifNull": ["$legalHoldIds", []]]]] }
      ?? false
    let request = AggregateRequest(
      namespace(entity),
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
      let reply = try await client.aggregate(request, deadline: Self.counting).first
      return HoldCounts(
        matched: reply?["matched"]?.int ?? 0,
        flagged: reply?["flagged"]?.int ?? 0,
        ours: reply?["ours"]?.int ?? 0
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.counting)
    }
  }

  @concurrent private func unheld(
    _ selection: HoldSelection,
    _ hold: String,
    _ limit: Int
  ) async throws(StoreProblem) -> [DocumentID] {
    guard let (entity, filter, flag) = place(of: selection) else { return [] }
    let documents = try await find(
      FindRequest(
        namespace(entity),
        filter: filter.and(HoldPipeline.lacking(hold, flag: flag)),
        projection: ["_id": 1],
        limit: limit
      )
    )
    var ids = documents.compactMap { DocumentID($0["_id"]) }
    if case .ids(let wanted) = selection.documents {
      let there = Set(
        try await self.documents(wanted.map { EntityKey(type: entity.type, id: $0) }).map(\.key.id)
      )
      ids += wanted.filter { !there.contains($0) }.prefix(max(0, limit - ids.count))
    }
    return ids
  }

  @concurrent private func expiry() async throws(StoreProblem) -> [ExpiryRule] {
    var rules: [ExpiryRule] = []
    for collection in profile.entities.map(\.collection) + [profile.collections.events] {
      do throws(MongoFailure) {
        let indexes = try await client.indexes(
          of: MongoNamespace(database, collection),
          deadline: Self.deadline
        )
        rules += indexes.compactMap { ExpiryRule($0, of: collection) }
      } catch {
        throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
    }
    return rules
  }

  @concurrent private func overdue(
    _ selection: HoldSelection,
    _ hold: String,
    _ rule: ExpiryRule
  ) async throws(StoreProblem) -> Int {
    guard let (entity, filter, _) = place(of: selection),
      let now = try await serverNow()
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
      namespace(entity),
      [["$match": .document(filter.and(isOld).and(alone))], ["$count": "n"]],
      limit: 1
    )
    do throws(MongoFailure) {
      return try await client.aggregate(request, deadline: Self.counting).first?["n"]?.int ?? 0
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.counting)
    }
  }

  @concurrent private func holds() async throws(StoreProblem) -> [LegalHold] {
    let documents = try await find(
      FindRequest(
        MongoNamespace(console, HoldDocuments.register),
        sort: ["_id": 1],
        limit: 10_000,
        readConcern: .majority
      )
    )
    let holds = documents.compactMap(HoldDocuments.hold)
    guard holds.count == documents.count else {
      throw .conflict("a record of the register of holds can't be read; nothing is guessed")
    }
    return holds
  }

  @concurrent private func serverNow() async throws(StoreProblem) -> Instant? {
    do throws(MongoFailure) {
      return try await client.hello(deadline: Self.deadline).localTime
        .map(Instant.init(milliseconds:))
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private func place(
    of selection: HoldSelection
  ) -> (EntityProfile, MongoDocument, flag: String)? {
    guard let entity = profile.entity(selection.type), let filter = selection.filter(in: entity),
      let flag = entity.flags.legalHold
    else { return nil }
    return (entity, filter, flag)
  }

  private func namespace(_ entity: EntityProfile) -> MongoNamespace {
    MongoNamespace(database, entity.collection)
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}

extension ExpiryRule {
  /// nil for an index that deletes nothing.
  init?(_ index: MongoDocument, of collection: String) {
    guard let seconds = index["expireAfterSeconds"]?.double,
      let field = index["key"]?.document?.keys.first
    else { return nil }
    let filter = index["partialFilterExpression"]?.document
    self.init(
      collection: collection,
      index: index["name"]?.string ?? field,
      field: field,
      seconds: Int64(exactly: seconds.rounded()) ?? .max / 2_000,
      filtersHeld: filter?["legalHold"]?.bool == false
    )
  }
}
