import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Strips a few hundred documents of one type: read, one guarded update each, read back.
struct StripBatch: Sendable {
  let client: MongoClient
  let namespace: MongoNamespace
  let entity: EntityProfile
  let now: Instant

  /// What became of the documents, and the paths that were replaced in each that was changed.
  func strip(
    _ ids: [DocumentID]
  ) async throws(MongoFailure) -> (
    result: EntityWriteResult, changes: [(id: DocumentID, paths: [String])]
  ) {
    var result = EntityWriteResult()
    var changes: [DocumentID: [String]] = [:]
    let documents = try await read(ids)
    var planned: [DocumentID] = []
    var statements: [MongoValue] = []
    for id in ids {
      guard let document = documents[id] else {
        result.left.append(.init(id: id, reason: "not there any more", isHeld: false))
        continue
      }
      if HoldGuard.isHeld(document, of: entity) {
        result.left.append(.init(id: id, reason: "legal_hold", isHeld: true))
        continue
      }
      do {
        let edit = try StripEdit(of: document, entity)
        if isStripped(document), edit.isEmpty {
          result.unchanged += 1
          continue
        }
        statements.append(.document(try statement(document, edit)))
        planned.append(id)
        changes[id] = edit.changes.map(\.path)
      } catch let fault as StripFault {
        result.left.append(
          .init(id: id, reason: "\(fault.path): \(fault.reason)", isHeld: false)
        )
      } catch {
        throw MongoFailure(.invalidArgument, in: "update")
      }
    }
    guard !statements.isEmpty else { return (result, []) }
    try await write(statements)
    try await readBack(planned, &result)
    let left = Set(result.left.map(\.id))
    return (
      result,
      planned.filter { !left.contains($0) }.map { ($0, changes[$0] ?? []) }
    )
  }

  /// The old values are in the filter: what has changed since it was read is not matched.
  private func statement(
    _ document: MongoDocument,
    _ edit: StripEdit
  ) throws(MongoFailure) -> MongoDocument {
    var filter: [(String, MongoValue)] = [("_id", document["_id"] ?? .null)]
    filter += edit.originals.map { ($0.name, ["$eq": $0.value]) }
    if let updatedAt = document["updatedAt"] { filter.append(("updatedAt", ["$eq": updatedAt])) }
    var sets = edit.sets.map { ($0.name, $0.value) }
    if let flag = entity.flags.stripped { sets.append((flag, true)) }
    if entity.isArchivedByStrip, let member = entity.flags.archivedAt,
      document[member]?.date == nil
    {
      sets.append((member, .date(now.milliseconds)))
    }
    if document["updatedAt"] != nil { sets.append(("updatedAt", .date(now.milliseconds))) }
    var update: [(String, MongoValue)] = [("$set", .document(try MongoDocument(elements: sets)))]
    if !edit.unsets.isEmpty {
      let names = try MongoDocument(elements: edit.unsets.map { ($0, "") })
      update.append(("$unset", .document(names)))
    }
    let guarded = try MongoDocument(elements: filter).and(HoldGuard.filter(of: entity))
    return try MongoDocument(elements: [
      ("q", .document(guarded)), ("u", .document(try MongoDocument(elements: update))),
      ("multi", false),
    ])
  }

  private func write(_ statements: [MongoValue]) async throws(MongoFailure) {
    let reply = try await client.command(
      [
        "update": .string(namespace.collection), "updates": .array(statements), "ordered": false,
        "writeConcern": ["w": "majority"],
      ],
      on: namespace.database,
      deadline: .writeBatch
    )
    if reply["writeConcernError"] != nil { throw MongoFailure(.writeConcern, in: "update") }
  }

  /// What is there now decides, not what the update said.
  private func readBack(
    _ ids: [DocumentID],
    _ result: inout EntityWriteResult
  ) async throws(MongoFailure) {
    let documents = try await read(ids)
    for id in ids {
      guard let document = documents[id] else {
        result.left.append(.init(id: id, reason: "not there any more", isHeld: false))
        continue
      }
      let isClean = (try? StripEdit(of: document, entity).isEmpty) ?? false
      if isClean, isStripped(document) {
        result.changed += 1
      } else if HoldGuard.isHeld(document, of: entity) {
        result.left.append(.init(id: id, reason: "legal_hold", isHeld: true))
      } else {
        result.left.append(.init(id: id, reason: "changed meanwhile", isHeld: false))
      }
    }
  }

  private func isStripped(_ document: MongoDocument) -> Bool {
    guard let flag = entity.flags.stripped else { return true }
    return document[flag]?.bool == true
  }

  private func read(
    _ ids: [DocumentID]
  ) async throws(MongoFailure) -> [DocumentID: MongoDocument] {
    let found = try await client.find(
      FindRequest(
        namespace,
        filter: ["_id": ["$in": .array(ids.compactMap(\.value))]],
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
}
