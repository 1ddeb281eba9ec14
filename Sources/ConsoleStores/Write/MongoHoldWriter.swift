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
    let placing = HoldPlacing(
      pages: HoldPages(batch: batch, entity: entity, placed: placed),
      flag: flag,
      members: members,
      events: events,
      notices: notices(batch, entity)
    )
    do throws(MongoFailure) {
      return try await placing.run(isOfUsers: entity.collection == profile.collections.users)
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
      let documents = try await HoldPages(batch: batch, entity: entity, placed: placed).page(
        after: batch.after,
        limit: batch.limit,
        alsoWhere: ["legalHoldIds": .string(batch.hold.id)]
      )
      guard let last = documents.last.flatMap({ DocumentID($0.id) }) else { return .nothing }
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
          external.contains($0.name ?? "") == isExternal
        }
        guard !some.isEmpty else { continue }
        // The documents last: by the hold on them whoever goes on after a crash finds what is left.
        if !isExternal { try await notices(batch, entity).lifting(from: some) }
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
              "_id": ["$in": .array(some.map(\.id))],
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

  private func notices(_ batch: HoldBatchRequest, _ entity: EntityProfile) -> HoldNotices {
    HoldNotices(
      client: client,
      namespace: databases.main.namespace(profile.collections.events),
      entity: entity,
      batch: batch
    )
  }

  private var members: HoldMembers { HoldMembers(client: client, console: console) }

  private var events: HoldEvents {
    HoldEvents(client: client, database: databases.main.database, profile: profile)
  }
}

extension HoldBatch {
  /// Nothing was there, and nothing follows.
  static var nothing: HoldBatch {
    HoldBatch(last: nil, matched: 0, changed: 0, events: 0, isLast: true)
  }
}
