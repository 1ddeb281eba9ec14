import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// The backend's own events of strips and archives, in its own shapes (backend-data.md 0.2).
///
/// `metadata.opId` tells ours from the backend's; no value that was taken away stands in them.
struct EntityEvents: Sendable {
  let client: MongoClient
  let database: String
  let profile: Profile

  /// One `compliance.strip_pii` for each document that was changed, with the names of its fields.
  func append(
    stripped changes: [(id: DocumentID, paths: [String])],
    of entity: EntityProfile,
    _ operation: OperationID,
    at now: Instant
  ) async throws(MongoFailure) {
    guard let label = entity.labels.first, !changes.isEmpty else { return }
    var events: [MongoDocument] = []
    for change in changes {
      let fields = MongoValue.array(Set(change.paths).sorted().map(MongoValue.string))
      events.append(
        try event(
          "strip_pii",
          label,
          [("entityId", .string(change.id.text))],
          ["redactedFields": fields, "opId": .string(operation.description)],
          at: now
        )
      )
    }
    try await insert(events)
  }

  /// One `compliance.batch_archive` for the whole batch, as the backend writes it.
  func append(
    archived ids: [DocumentID],
    isArchiving: Bool,
    _ result: EntityWriteResult,
    of entity: EntityProfile,
    _ operation: OperationID,
    at now: Instant
  ) async throws(MongoFailure) {
    guard let label = entity.labels.first, result.changed > 0 else { return }
    let left = Set(result.left.map(\.id))
    let done = ids.filter { !left.contains($0) }.map { MongoValue.string($0.text) }
    let skipped = result.left.map { left -> MongoValue in
      ["id": .string(left.id.text), "reason": .string(left.reason)]
    }
    let metadata: MongoDocument = [
      "action": .string(isArchiving ? "archive" : "unarchive"), "archived": .array(done),
      "skipped": .array(skipped), "opId": .string(operation.description),
    ]
    try await insert([
      try event("batch_archive", label, [], metadata, at: now)
    ])
  }

  private func event(
    _ action: String,
    _ label: String,
    _ subject: [(String, MongoValue)],
    _ metadata: MongoDocument,
    at now: Instant
  ) throws(MongoFailure) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("_id", .objectID(.generate())), ("eventType", .string("compliance.\(action)")),
      ("action", .string(action)), ("entity", .string(label)), ("entityType", .string(label)),
    ]
    elements += subject
    elements += [
      ("metadata", .document(metadata)), ("archivedAt", .null), ("piiStripped", false),
      ("legalHold", false), ("createdAt", .date(now.milliseconds)),
    ]
    return try MongoDocument(elements: elements)
  }

  private func insert(_ events: [MongoDocument]) async throws(MongoFailure) {
    _ = try await client.insertMany(
      events,
      into: MongoNamespace(database, profile.collections.events),
      deadline: .writeBatch
    )
  }
}
