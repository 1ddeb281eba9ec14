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
  func placed(on documents: [MongoDocument], flag: String) async throws(MongoFailure) {
    let fresh = documents.filter { $0[flag]?.bool != true }
    let earlier = try await untold(documents.filter { isOurs($0, flag: flag) }, isHeld: true)
    try await tell(of: fresh + earlier, isHeld: true)
  }

  /// Tells of the documents whose flag falls with this hold, before it does.
  ///
  /// A crash between the two leaves documents that are found again, and told of once.
  func lifting(from documents: [MongoDocument], flag: String) async throws(MongoFailure) {
    let falling = documents.filter { isOurs($0, flag: flag) }
    try await tell(of: try await untold(falling, isHeld: false), isHeld: false)
  }

  /// Flagged, and by this hold alone.
  private func isOurs(_ document: MongoDocument, flag: String) -> Bool {
    document[flag]?.bool == true
      && document[EntityMapper.holdIDs]?.array == [.string(batch.hold.id)]
  }

  private func untold(
    _ documents: [MongoDocument],
    isHeld: Bool
  ) async throws(MongoFailure) -> [MongoDocument] {
    let ids = documents.compactMap { $0["_id"]?.idText }
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
    return documents.filter { !known.contains($0["_id"]?.idText ?? "") }
  }

  private func tell(of documents: [MongoDocument], isHeld: Bool) async throws(MongoFailure) {
    guard let label = entity.labels.first, !documents.isEmpty else { return }
    var events: [MongoDocument] = []
    for document in documents {
      guard let id = document["_id"]?.idText else { continue }
      let organization =
        isOrganization ? id : entity.organizationPath?.values(in: document).first?.idText
      events.append(try event(label, id, organization, isHeld: isHeld))
    }
    _ = try await client.insertMany(events, into: namespace, deadline: .writeBatch)
  }

  private func event(
    _ label: String,
    _ id: String,
    _ organization: String?,
    isHeld: Bool
  ) throws(MongoFailure) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("_id", .objectID(.generate())), ("eventType", .string(eventType)),
      ("action", .string(isOrganization ? "legal_hold_toggled" : "legal_hold")),
      ("entity", .string(label)), ("entityType", .string(label)), ("entityId", .string(id)),
    ]
    if let organization { elements.append(("orgId", .string(organization))) }
    var metadata: [(String, MongoValue)] = []
    if !isOrganization { metadata.append(("before", .bool(!isHeld))) }
    metadata += [
      (stateMember, .bool(isHeld)),
      ("reason", .string(isHeld ? batch.hold.reason : batch.hold.release?.reason ?? "")),
      ("opId", .string(batch.operation.description)), ("holdId", .string(batch.hold.id)),
    ]
    elements += [
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
