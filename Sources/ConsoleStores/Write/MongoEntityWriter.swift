package import ConsoleActions
package import ConsoleDomain
import ConsoleMongo

/// Strips and archives documents wherever they lie; held ones are excluded by the filter of each write.
///
/// Events are in the backend's own database.
package struct MongoEntityWriter: EntityWriter {
  private let databases: BackendDatabases
  private let profile: Profile
  private let now: @Sendable () -> Instant

  /// Makes a writer over the backend's databases.
  init(
    _ databases: BackendDatabases,
    profile: Profile,
    now: @escaping @Sendable () -> Instant
  ) {
    self.databases = databases
    self.profile = profile
    self.now = now
  }

  private var events: EntityEvents {
    EntityEvents(
      client: databases.main.client,
      database: databases.main.database,
      profile: profile
    )
  }

  /// Rewrites whole members, then reads all of them back.
  ///
  /// While some hundred documents are written the next are read, and the backend is told of the ones
  /// before; what fails ends it, and the documents that were not reached are part of the answer.
  package func strip(
    _ ids: [DocumentID],
    of type: String,
    at place: DocumentPlace,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async -> EntityWriteResult {
    guard let entity = profile.entity(type) else { return EntityWriteResult() }
    do throws(StoreProblem) {
      return try await databases.open(place) { placed in
        let run = StripRun(
          batch: StripBatch(
            client: placed.client,
            namespace: placed.namespace(entity.collection),
            entity: entity,
            now: now()
          ),
          events: events,
          operation: operation,
          endpoint: placed.endpoint
        )
        return await run.strip(ids)
      }
    } catch {
      return EntityWriteResult(failure: EntityWriteResult.Failure(ids: ids, problem: error))
    }
  }

  /// One update for all; what it did not match is read again and named.
  package func archive(
    _ ids: [DocumentID],
    of type: String,
    at place: DocumentPlace,
    isArchiving: Bool,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> EntityWriteResult {
    guard let entity = profile.entity(type), let member = entity.flags.archivedAt else {
      return EntityWriteResult(
        left: ids.map { .init(id: $0, reason: "this type can't be archived", isHeld: false) }
      )
    }
    return try await databases.open(place) { placed throws(StoreProblem) in
      try await archive(ids, of: entity, member, in: placed, isArchiving, operation)
    }
  }

  private func archive(
    _ ids: [DocumentID],
    of entity: EntityProfile,
    _ member: String,
    in placed: PlacedDatabase,
    _ isArchiving: Bool,
    _ operation: OperationID
  ) async throws(StoreProblem) -> EntityWriteResult {
    let moment = now().milliseconds
    do throws(MongoFailure) {
      let before = try await documents(ids, of: entity, in: placed, [member])
      let wanted: MongoValue = isArchiving ? .date(moment) : .null
      let state: MongoValue = isArchiving ? .null : ["$type": "date"]
      let update = try MongoDocument(elements: [(member, wanted), ("updatedAt", .date(moment))])
      let filter = MongoDocument(dictionaryLiteral: (member, state))
      let result = try await placed.client.updateMany(
        UpdateRequest(
          placed.namespace(entity.collection),
          filter: HoldGuard.filter(ids, of: entity).and(filter),
          update: .operators(["$set": .document(update)])
        ),
        deadline: .writeBatch
      )
      let outcome = try await outcome(
        ids,
        entity,
        in: placed,
        member,
        isArchiving,
        before,
        changed: result.modified
      )
      try await events.append(
        archived: ids,
        isArchiving: isArchiving,
        outcome,
        of: entity,
        operation,
        at: Instant(milliseconds: moment)
      )
      return outcome
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: .writeBatch)
    }
  }

  /// As the backend does it: the flag set, payload and metadata removed, under every label.
  package func stripEvents(
    about ids: [DocumentID],
    of type: String,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int {
    guard let entity = profile.entity(type), !entity.labels.isEmpty else { return 0 }
    let labels = MongoValue.array(entity.labels.map(MongoValue.string))
    do throws(MongoFailure) {
      let result = try await databases.main.client.updateMany(
        UpdateRequest(
          databases.main.namespace(profile.collections.events),
          filter: [
            "entityId": ["$in": .array(ids.map { .string($0.text) })],
            "$or": [["entity": ["$in": labels]], ["entityType": ["$in": labels]]],
            "legalHold": ["$ne": true], "legalHoldIds.0": ["$exists": false],
            "piiStripped": ["$ne": true],
            // Our own record of what was done to it holds no personal value and stays readable.
            "metadata.opId": ["$ne": .string(operation.description)],
          ],
          update: .operators([
            "$set": ["piiStripped": true], "$unset": ["payload": "", "metadata": ""],
          ])
        ),
        deadline: .writeBatch
      )
      return result.modified
    } catch {
      throw StoreProblem(error, at: databases.main.endpoint, deadline: .writeBatch)
    }
  }

  private func documents(
    _ ids: [DocumentID],
    of entity: EntityProfile,
    in placed: PlacedDatabase,
    _ members: [String]
  ) async throws(MongoFailure) -> [DocumentID: MongoDocument] {
    var projection: [(String, MongoValue)] = (members + ["legalHoldIds"]).map { ($0, 1) }
    if let flag = entity.flags.legalHold { projection.append((flag, 1)) }
    let found = try await placed.client.find(
      FindRequest(
        placed.namespace(entity.collection),
        filter: ["_id": ["$in": .array(ids.compactMap(\.value))]],
        projection: try MongoDocument(elements: projection),
        limit: max(ids.count, 1),
        readConcern: .majority
      ),
      deadline: .writeBatch
    )
    var documents: [DocumentID: MongoDocument] = [:]
    for document in found {
      if let id = DocumentID(document["_id"]) { documents[id] = document }
    }
    return documents
  }

  private func outcome(
    _ ids: [DocumentID],
    _ entity: EntityProfile,
    in placed: PlacedDatabase,
    _ member: String,
    _ isArchiving: Bool,
    _ before: [DocumentID: MongoDocument],
    changed: Int
  ) async throws(MongoFailure) -> EntityWriteResult {
    var result = EntityWriteResult(changed: changed)
    let after = try await documents(ids, of: entity, in: placed, [member])
    for id in ids {
      guard let document = after[id] else {
        result.left.append(.init(id: id, reason: "not there any more", isHeld: false))
        continue
      }
      if (document[member]?.date != nil) == isArchiving {
        if (before[id]?[member]?.date != nil) == isArchiving { result.unchanged += 1 }
      } else {
        let isHeld = HoldGuard.isHeld(document, of: entity)
        result.left.append(
          .init(id: id, reason: isHeld ? "legal_hold" : "changed meanwhile", isHeld: isHeld)
        )
      }
    }
    return result
  }
}

/// The guard that every destructive write carries in its own filter (compliance.md I-6).
enum HoldGuard {
  /// These documents, as far as nothing holds them: neither the flag nor an id of a hold.
  static func filter(_ ids: [DocumentID], of entity: EntityProfile) -> MongoDocument {
    let named: MongoDocument = ["_id": ["$in": .array(ids.compactMap(\.value))]]
    return named.and(filter(of: entity))
  }

  /// What is held by nothing.
  static func filter(of entity: EntityProfile) -> MongoDocument {
    let noIDs: MongoDocument = ["legalHoldIds.0": ["$exists": false]]
    guard let flag = entity.flags.legalHold else { return noIDs }
    return MongoDocument(dictionaryLiteral: (flag, ["$ne": true])).and(noIDs)
  }

  static func isHeld(_ document: MongoDocument, of entity: EntityProfile) -> Bool {
    if document["legalHoldIds"]?.array?.isEmpty == false { return true }
    guard let flag = entity.flags.legalHold else { return false }
    return document[flag]?.bool == true
  }
}
