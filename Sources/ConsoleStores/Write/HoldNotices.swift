import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// The backend's own event of a flag that was set or lifted, in its own shapes.
///
/// The backend writes one `compliance.legal_hold` for each document, with `metadata.before` and `after`,
/// whatever else was held with it, and one `organization.legal_hold_toggled` for an organisation; so does
/// this, since its API finds the events of a document by `entityId` alone. `userId` and `actor` are
/// absent: nobody of the backend's users did it. `metadata.opId` leads to the record of whoever did, and
/// tells ours from the backend's; `metadata.holdId` tells on a second run what was told.
struct HoldNotices: Sendable {
  private static let document = "compliance.legal_hold"
  private static let organization = "organization.legal_hold_toggled"

  let client: MongoClient
  let namespace: MongoNamespace
  let entity: EntityProfile
  let batch: HoldBatchRequest

  /// Tells of the documents whose flag was down before this hold, as they were read before the batch.
  ///
  /// One that carries this hold and no other was flagged by it earlier: it is told of where a crash came
  /// between the two.
  func placed(on documents: [HeldDocument]) async throws(MongoFailure) {
    let fresh = documents.filter { !$0.isFlagged }
    let earlier = try await untold(documents.filter(isOurs), isHeld: true)
    try await tell(of: fresh + earlier, isHeld: true)
  }

  /// Tells of the documents whose flag falls with this hold, before it does.
  ///
  /// A crash between the two leaves documents that are found again, and told of once.
  func lifting(from documents: [HeldDocument]) async throws(MongoFailure) {
    try await tell(of: try await untold(documents.filter(isOurs), isHeld: false), isHeld: false)
  }

  /// Flagged, and by this hold alone.
  private func isOurs(_ document: HeldDocument) -> Bool {
    document.isFlagged && document.holds == [batch.hold.id]
  }

  private func untold(
    _ documents: [HeldDocument],
    isHeld: Bool
  ) async throws(MongoFailure) -> [HeldDocument] {
    let ids = documents.compactMap(\.name)
    guard !ids.isEmpty else { return [] }
    let told = try await client.aggregate(
      AggregateRequest(
        namespace,
        [
          [
            "$match": [
              "entityId": ["$in": .array(ids.map(MongoValue.string))],
              "eventType": .string(eventType), "metadata.holdId": .string(batch.hold.id),
              "metadata.\(stateMember)": .bool(isHeld),
            ]
          ],
          ["$group": ["_id": "$entityId"]],
        ],
        limit: ids.count
      ),
      deadline: .writeBatch
    )
    let known = Set(told.compactMap { $0["_id"]?.string })
    return documents.filter { !known.contains($0.name ?? "") }
  }

  private func tell(of documents: [HeldDocument], isHeld: Bool) async throws(MongoFailure) {
    guard let label = entity.labels.first else { return }
    let kind = kind(label)
    let shared = try shared(isHeld: isHeld)
    var events: [MongoDocument] = []
    events.reserveCapacity(documents.count)
    for document in documents {
      guard let id = document.name else { continue }
      let organization = isOrganization ? id : document.organization
      events.append(MongoDocument(joining: try Self.own, kind, try about(id, organization), shared))
    }
    guard !events.isEmpty else { return }
    _ = try await client.insertMany(events, into: namespace, deadline: .writeBatch)
  }

  private static var own: MongoDocument {
    get throws(MongoFailure) { try MongoDocument(elements: [("_id", .objectID(.generate()))]) }
  }

  /// What an event is and about which type.
  private func kind(_ label: String) -> MongoDocument {
    [
      "eventType": .string(eventType),
      "action": .string(isOrganization ? "legal_hold_toggled" : "legal_hold"),
      "entity": .string(label), "entityType": .string(label),
    ]
  }

  /// What differs from document to document.
  private func about(
    _ id: String,
    _ organization: String?
  ) throws(MongoFailure) -> MongoDocument {
    guard let organization else { return try MongoDocument(elements: [("entityId", .string(id))]) }
    return try MongoDocument(elements: [
      ("entityId", .string(id)), ("orgId", .string(organization)),
    ])
  }

  /// What all events of a batch say.
  private func shared(isHeld: Bool) throws(MongoFailure) -> MongoDocument {
    var metadata: [(String, MongoValue)] = []
    if !isOrganization { metadata.append(("before", .bool(!isHeld))) }
    metadata += [
      (stateMember, .bool(isHeld)),
      ("reason", .string(isHeld ? batch.hold.reason : batch.hold.release?.reason ?? "")),
      ("opId", .string(batch.operation.description)), ("holdId", .string(batch.hold.id)),
    ]
    var elements: [(String, MongoValue)] = [
      ("metadata", .document(try MongoDocument(elements: metadata))), ("archivedAt", .null),
      ("piiStripped", false), ("legalHold", .bool(isHeld)),
    ]
    if isHeld {
      elements.append((EntityMapper.holdIDs, .array([.string(batch.hold.id)])))
    }
    elements.append(("createdAt", .date(batch.now.milliseconds)))
    return try MongoDocument(elements: elements)
  }

  private var isOrganization: Bool { entity.type == "organization" }

  private var eventType: String { isOrganization ? Self.organization : Self.document }

  /// The member of the metadata that says how the flag stands afterwards.
  private var stateMember: String { isOrganization ? "legalHold" : "after" }
}
