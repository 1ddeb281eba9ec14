package import ConsoleActions
package import ConsoleDomain
import ConsoleMongo

/// Puts holds on documents and takes them off, batch by batch, wherever the documents lie; events are
/// in the backend's own database.
///
/// Each step of a batch may be repeated: members are inserted once by their id, the updates are
/// idempotent, and the backend's event is written once for a document whose flag was not set.
package struct MongoHoldWriter: HoldWriter {
  private let databases: BackendDatabases
  private let console: String
  private let profile: Profile

  /// Makes a writer over the backend's databases and the console's own.
  init(_ databases: BackendDatabases, consoleDatabase: String, profile: Profile) {
    self.databases = databases
    console = consoleDatabase
    self.profile = profile
  }

  private var client: MongoClient { databases.main.client }

  /// Inserts, or replaces exactly the version that was seen.
  package func store(
    _ hold: LegalHold,
    replacing version: Int64?,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    let namespace = MongoNamespace(console, HoldDocuments.register)
    do throws(MongoFailure) {
      let document = try HoldDocuments.document(hold)
      guard let version else {
        _ = try await client.insertOne(document, into: namespace, deadline: .writeBatch)
        return
      }
      let result = try await client.updateOne(
        UpdateRequest(
          namespace,
          filter: ["_id": .string(hold.id), "version": .int64(version)],
          update: .pipeline([["$replaceWith": ["$literal": .document(document)]]])
        ),
        deadline: .writeBatch
      )
      guard result.matched == 1 else { throw MongoFailure(.writeConflict, in: "update") }
    } catch {
      if error.code == .writeConflict {
        throw .conflict("somebody else has changed the hold meanwhile")
      }
      throw StoreProblem(error, at: databases.main.endpoint, deadline: .writeBatch)
    }
  }

  /// Holds the next documents of a selection.
  package func place(
    _ batch: HoldBatchRequest,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch {
    guard let entity = profile.entity(batch.selection.type),
      let flag = entity.flags.legalHold
    else { return .nothing }
    return try await databases.open(batch.place) { placed throws(StoreProblem) in
      try await place(batch, of: entity, flag, in: placed)
    }
  }

  private func place(
    _ batch: HoldBatchRequest,
    of entity: EntityProfile,
    _ flag: String,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> HoldBatch {
    do throws(MongoFailure) {
      let documents = try await next(batch, of: entity, in: placed, alsoWhere: [:])
      guard let last = documents.last.flatMap({ DocumentID($0["_id"]) }) else { return .nothing }
      let ids = documents.compactMap { $0["_id"] }
      let members = HoldMembers(client: client, console: console)
      let events = HoldEvents(
        client: client,
        database: databases.main.database,
        profile: profile
      )
      // Side by side: a batch of which one part is missing is repeated as a whole.
      async let added = outcome { () throws(MongoFailure) in
        try await members.add(documents, of: entity, to: batch)
      }
      async let held = outcome { () throws(MongoFailure) in
        try await hold(ids, of: entity, in: placed, flag: flag, batch)
      }
      async let touched = outcome { () throws(MongoFailure) in
        try await events.place(batch, on: documents, of: entity)
      }
      let (first, second, third) = await (added, held, touched)
      try first.get()
      let changed = try second.get()
      let changedEvents = try third.get()
      try await notices(batch, entity).placed(on: documents, flag: flag)
      return HoldBatch(
        last: last,
        matched: documents.count,
        changed: changed.modified,
        events: changedEvents,
        users: entity.collection == profile.collections.users ? ids.compactMap(\.idText) : [],
        isLast: documents.count < batch.limit
      )
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: .writeBatch)
    }
  }

  /// Lets go of the next documents that have the hold.
  package func letGo(
    _ batch: HoldBatchRequest,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch {
    guard let entity = profile.entity(batch.selection.type),
      let flag = entity.flags.legalHold
    else { return .nothing }
    return try await databases.open(batch.place) { placed throws(StoreProblem) in
      try await letGo(batch, of: entity, flag, in: placed)
    }
  }

  private func letGo(
    _ batch: HoldBatchRequest,
    of entity: EntityProfile,
    _ flag: String,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> HoldBatch {
    do throws(MongoFailure) {
      let held: MongoDocument = ["legalHoldIds": .string(batch.hold.id)]
      let documents = try await next(batch, of: entity, in: placed, alsoWhere: held)
      guard let last = documents.last.flatMap({ DocumentID($0["_id"]) }) else { return .nothing }
      let events = HoldEvents(
        client: client,
        database: databases.main.database,
        profile: profile
      )
      let members = HoldMembers(client: client, console: console)
      let external = try await events.heldByBackend(documents, since: batch.hold.placedAt)
      var result = HoldBatch(
        last: last,
        matched: documents.count,
        changed: 0,
        events: 0,
        external: external.count,
        isLast: documents.count < batch.limit
      )
      for isExternal in [false, true] {
        let some = documents.filter {
          external.contains($0["_id"]?.idText ?? "") == isExternal
        }
        guard !some.isEmpty else { continue }
        // The documents last: by the hold on them whoever goes on after a crash finds what is left.
        if !isExternal { try await notices(batch, entity).lifting(from: some, flag: flag) }
        result.events += try await events.letGo(batch, on: some, of: entity, isExternal: isExternal)
        try await members.release(some, of: entity, batch)
        let update = HoldPipeline.letGo(
          batch.hold.id,
          flag: flag,
          restoring: batch.suspended,
          notBefore: batch.now.advanced(by: .seconds(batch.hold.graceDays * 86_400)),
          isExternal: isExternal
        )
        let changed = try await placed.client.updateMany(
          UpdateRequest(
            placed.namespace(entity.collection),
            filter: [
              "_id": ["$in": .array(some.compactMap { $0["_id"] })],
              "legalHoldIds": .string(batch.hold.id),
            ],
            update: update
          ),
          deadline: .writeBatch
        )
        result.changed += changed.modified
      }
      return result
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: .writeBatch)
    }
  }

  private func hold(
    _ ids: [MongoValue],
    of entity: EntityProfile,
    in placed: PlacedDatabase,
    flag: String,
    _ batch: HoldBatchRequest
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await placed.client.updateMany(
      UpdateRequest(
        placed.namespace(entity.collection),
        filter: HoldPipeline.lacking(batch.hold.id, flag: flag)
          .and(["_id": ["$in": .array(ids)]]),
        update: HoldPipeline.place(batch.hold.id, flag: flag, suspending: batch.suspended)
      ),
      deadline: .writeBatch
    )
  }

  private func notices(_ batch: HoldBatchRequest, _ entity: EntityProfile) -> HoldNotices {
    HoldNotices(
      client: client,
      namespace: databases.main.namespace(profile.collections.events),
      entity: entity,
      batch: batch
    )
  }

  /// A part of a batch as a value: what runs side by side can't throw its own type.
  private func outcome<Value: Sendable>(
    _ body: @Sendable () async throws(MongoFailure) -> Value
  ) async -> Result<Value, MongoFailure> {
    do throws(MongoFailure) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  /// The documents after the last one, in `_id` order; of frozen ids the next ones of the list.
  private func next(
    _ batch: HoldBatchRequest,
    of entity: EntityProfile,
    in placed: PlacedDatabase,
    alsoWhere extra: MongoDocument
  ) async throws(MongoFailure) -> [MongoDocument] {
    guard let filter = batch.selection.filter(in: entity) else { return [] }
    var projection: [(String, MongoValue)] = [("_id", 1), ("legalHoldIds", 1)]
    if let flag = entity.flags.legalHold { projection.append((flag, 1)) }
    if let root = entity.organizationPath?.root { projection.append((root, 1)) }
    let request = FindRequest(
      placed.namespace(entity.collection),
      filter: filter.and(extra),
      projection: try MongoDocument(elements: projection),
      limit: batch.limit,
      readConcern: .majority
    )
    return try await placed.client.find(
      request.page(after: batch.after?.value),
      deadline: .writeBatch
    )
  }
}

extension HoldBatch {
  /// Nothing was there, and nothing follows.
  static var nothing: HoldBatch {
    HoldBatch(last: nil, matched: 0, changed: 0, events: 0, isLast: true)
  }
}
