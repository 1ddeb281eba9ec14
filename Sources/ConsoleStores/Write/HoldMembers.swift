import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo

/// `hold_members`: which documents a hold is on, whatever becomes of the flags (compliance.md b.1).
struct HoldMembers: Sendable {
  let client: MongoClient
  let console: String

  private var namespace: MongoNamespace { MongoNamespace(console, HoldDocuments.members) }

  /// Inserts the members that are not there yet; one that is counts as added.
  func add(
    _ documents: [MongoDocument],
    of entity: EntityProfile,
    to batch: HoldBatchRequest
  ) async throws(MongoFailure) {
    var members: [MongoValue] = []
    for document in documents {
      guard let id = document["_id"]?.idText else { continue }
      let collection = batch.place.name(of: entity.collection)
      let member: MongoDocument = [
        "_id": .string(Self.id(batch.hold.id, collection, id)),
        "holdId": .string(batch.hold.id), "coll": .string(collection),
        "entityId": .string(id), "state": "held", "opId": .string(batch.operation.description),
        "appliedAt": .date(batch.now.milliseconds),
      ]
      members.append(.document(member))
    }
    let reply = try await client.command(
      [
        "insert": .string(namespace.collection), "documents": .array(members), "ordered": false,
        "writeConcern": ["w": "majority"],
      ],
      on: namespace.database,
      deadline: .writeBatch
    )
    // 11000, DuplicateKey: the batch is repeated, and its member is there.
    let faults = (reply["writeErrors"]?.array ?? []).compactMap { $0.document?["code"]?.int }
    if faults.contains(where: { $0 != 11_000 }) || reply["writeConcernError"] != nil {
      throw MongoFailure(.writeConcern, in: "insert")
    }
  }

  /// Notes that the hold was taken off.
  func release(
    _ documents: [MongoDocument],
    of entity: EntityProfile,
    _ batch: HoldBatchRequest
  ) async throws(MongoFailure) {
    let collection = batch.place.name(of: entity.collection)
    let ids = documents.compactMap { $0["_id"]?.idText }.map {
      MongoValue.string(Self.id(batch.hold.id, collection, $0))
    }
    _ = try await client.updateMany(
      UpdateRequest(
        namespace,
        filter: ["_id": ["$in": .array(ids)]],
        update: .operators([
          "$set": ["state": "released", "releasedAt": .date(batch.now.milliseconds)]
        ])
      ),
      deadline: .writeBatch
    )
  }

  /// SHA-256 over hold, collection (with its place) and id with a NUL between them.
  static func id(_ hold: String, _ collection: String, _ entity: String) -> String {
    SHA256.hexDigest(of: Array("\(hold)\0\(collection)\0\(entity)".utf8))
  }
}
