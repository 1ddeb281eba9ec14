import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// The events of held documents: their flags, and what they say the backend holds itself.
struct HoldEvents: Sendable {
  let client: MongoClient
  let database: String
  let profile: Profile

  private var namespace: MongoNamespace {
    MongoNamespace(database, profile.collections.events)
  }

  /// Holds the events of these documents, under every label of their type.
  func place(
    _ batch: HoldBatchRequest,
    on documents: [HeldDocument],
    of entity: EntityProfile
  ) async throws(MongoFailure) -> Int {
    guard let filter = filter(documents, entity) else { return 0 }
    let result = try await client.updateMany(
      UpdateRequest(
        namespace,
        filter: filter.and(HoldPipeline.lacking(batch.hold.id, flag: "legalHold")),
        update: HoldPipeline.place(batch.hold.id, flag: "legalHold", suspending: [])
      ),
      deadline: .writeBatch
    )
    return result.modified
  }

  /// Takes the hold off the events of these documents.
  func letGo(
    _ batch: HoldBatchRequest,
    on documents: [HeldDocument],
    of entity: EntityProfile,
    isExternal: Bool
  ) async throws(MongoFailure) -> Int {
    guard let filter = filter(documents, entity) else { return 0 }
    let result = try await client.updateMany(
      UpdateRequest(
        namespace,
        filter: filter.and(["legalHoldIds": .string(batch.hold.id)]),
        update: HoldPipeline.letGo(
          batch.hold.id,
          flag: "legalHold",
          restoring: [],
          notBefore: batch.now,
          isExternal: isExternal
        )
      ),
      deadline: .writeBatch
    )
    return result.modified
  }

  /// Ids among these documents that the backend itself has held since a moment, by the newest of its
  /// own events (those without an operation of ours).
  func heldByBackend(
    _ documents: [HeldDocument],
    since placedAt: Instant?
  ) async throws(MongoFailure) -> Set<String> {
    let ids = documents.compactMap(\.name)
    let since = placedAt ?? Instant(milliseconds: 0)
    let request = AggregateRequest(
      namespace,
      [
        [
          "$match": [
            "entityId": ["$in": .array(ids.map(MongoValue.string))],
            "createdAt": ["$gte": .date(since.milliseconds)],
            "metadata.opId": ["$exists": false],
            "eventType": ["$in": .array(Self.kinds.map(MongoValue.string))],
          ]
        ],
        ["$sort": ["createdAt": 1, "_id": 1]],
        ["$project": ["entityId": 1, "state": Self.newState]],
        ["$match": ["state": ["$type": "bool"]]],
        ["$group": ["_id": "$entityId", "held": ["$last": "$state"]]],
        ["$match": ["held": true]],
      ],
      limit: max(ids.count, 1)
    )
    let held = try await client.aggregate(request, deadline: .writeBatch)
    return Set(held.compactMap { $0["_id"]?.string })
  }

  /// Everything by which the backend sets or lifts a flag.
  private static let kinds = [
    "compliance.legal_hold", "organization.legal_hold_toggled", "user.updated",
  ]
  /// `after` of the compliance events, `changes.legalHold.to` of an update, `legalHold` of a toggle; a
  /// toggle that does not say which way counts as held.
  private static let newState: MongoValue = [
    "$ifNull": [
      "$metadata.after", "$metadata.changes.legalHold.to", "$metadata.legalHold",
      ["$cond": [["$eq": ["$eventType", "organization.legal_hold_toggled"]], true, .null]],
    ]
  ]

  private func filter(_ documents: [HeldDocument], _ entity: EntityProfile) -> MongoDocument? {
    guard !entity.labels.isEmpty else { return nil }
    let ids = documents.compactMap(\.name).map(MongoValue.string)
    let labels = MongoValue.array(entity.labels.map(MongoValue.string))
    return [
      "entityId": ["$in": .array(ids)],
      "$or": [["entity": ["$in": labels]], ["entityType": ["$in": labels]]],
    ]
  }
}
