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
    _ documents: [HeldDocument],
    of entity: EntityProfile,
    to batch: HoldBatchRequest
  ) async throws(MongoFailure) {
    let collection = batch.place.name(of: entity.collection)
    let shared: MongoDocument = [
      "holdId": .string(batch.hold.id), "coll": .string(collection), "state": "held",
      "opId": .string(batch.operation.description), "appliedAt": .date(batch.now.milliseconds),
    ]
    var members: [MongoDocument] = []
    members.reserveCapacity(documents.count)
    for document in documents {
      guard let id = document.name else { continue }
      let own = try MongoDocument(elements: [
        ("_id", .string(Self.id(batch.hold.id, collection, id))), ("entityId", .string(id)),
      ])
      members.append(MongoDocument(joining: own, shared))
    }
    guard !members.isEmpty else { return }
    _ = try await client.insertMissing(members, into: namespace, deadline: .writeBatch)
  }

  /// Notes that the hold was taken off.
  func release(
    _ documents: [HeldDocument],
    of entity: EntityProfile,
    _ batch: HoldBatchRequest
  ) async throws(MongoFailure) {
    let collection = batch.place.name(of: entity.collection)
    let ids = documents.compactMap(\.name).map {
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
