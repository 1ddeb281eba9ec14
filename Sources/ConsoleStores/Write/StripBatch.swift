import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Strips a few hundred documents of one type: read, guarded updates, read back.
struct StripBatch: Sendable {
  /// Bytes of old and new values in one update, well below what a command may have.
  private static let updateSize = 4 << 20

  let client: MongoClient
  let namespace: MongoNamespace
  let statements: StripStatements
  private let pages: DocumentPages

  private var entity: EntityProfile { statements.entity }

  /// Documents that were read, and what is to become of them.
  struct Prepared: Sendable {
    var result = EntityWriteResult()
    var planned: [StripStatements.Planned] = []
  }

  init(client: MongoClient, namespace: MongoNamespace, entity: EntityProfile, now: Instant) {
    self.client = client
    self.namespace = namespace
    statements = StripStatements(entity: entity, rules: StripRules(entity), now: now)
    pages = DocumentPages(
      client: client,
      namespace: namespace,
      readConcern: .majority,
      deadline: .writeBatch
    )
  }

  /// Reads documents and works out what would be taken from each; changes nothing.
  func prepare(_ ids: [DocumentID]) async throws(MongoFailure) -> Prepared {
    var prepared = Prepared()
    let documents = try await read(ids)
    for id in ids {
      guard let document = documents[id] else {
        prepared.result.left.append(.init(id: id, reason: "not there any more", isHeld: false))
        continue
      }
      if HoldGuard.isHeld(document, of: entity) {
        prepared.result.left.append(.init(id: id, reason: "legal_hold", isHeld: true))
        continue
      }
      do throws(StripFault) {
        let edit = try StripEdit(of: document, statements.rules)
        if edit.isEmpty, isStripped(document) {
          prepared.result.unchanged += 1
        } else {
          prepared.planned.append(.init(id: id, document: document, edit: edit))
        }
      } catch {
        prepared.result.left.append(
          .init(id: id, reason: "\(error.path): \(error.reason)", isHeld: false)
        )
      }
    }
    return prepared
  }

  /// Writes and reads back; answers the paths that were replaced in each document that was changed.
  func apply(
    _ prepared: Prepared
  ) async throws(MongoFailure) -> (
    result: EntityWriteResult, changes: [(id: DocumentID, paths: [String])]
  ) {
    guard !prepared.planned.isEmpty else { return (prepared.result, []) }
    let refusals = try await write(prepared.planned)
    var result = prepared.result
    let done = try await readBack(prepared.planned, refusals, &result)
    return (result, done.map { ($0.id, $0.edit.changes.map(\.path)) })
  }

  /// One update for as many as can share one, then one each for the rest; why the server refused some.
  private func write(
    _ planned: [StripStatements.Planned]
  ) async throws(MongoFailure) -> [DocumentID: String] {
    var alone = planned.filter { !statements.canShare($0) }
    for group in Self.groups(planned.filter(statements.canShare)) {
      guard group.count > 1 else {
        alone += group
        continue
      }
      // One that is refused stops those behind it: then each is sent by itself.
      if try await !send([try statements.shared(group)]).isEmpty { alone += group }
    }
    var refusals: [DocumentID: String] = [:]
    for group in Self.groups(alone) {
      do throws(MongoFailure) {
        let errors = try await send(try group.map(statements.single))
        for (index, reason) in errors where group.indices.contains(index) {
          refusals[group[index].id] = reason
        }
      } catch {
        guard error.code == .tooLarge, group.count == 1 else { throw error }
        refusals[group[0].id] = "its personal values are too large for one update"
      }
    }
    return refusals
  }

  /// Parts whose values fit one update; a document that does not is a part of its own.
  private static func groups(
    _ planned: [StripStatements.Planned]
  ) -> [[StripStatements.Planned]] {
    var groups: [[StripStatements.Planned]] = []
    var size = 0
    for planned in planned {
      // As read, and as they become, at most.
      let own = 2 * planned.document.size
      if groups.isEmpty || size + own > updateSize {
        groups.append([])
        size = 0
      }
      groups[groups.count - 1].append(planned)
      size += own
    }
    return groups
  }

  /// Sends updates; answers those that were refused, by their place, and why.
  private func send(_ updates: [MongoDocument]) async throws(MongoFailure) -> [Int: String] {
    let reply = try await client.command(
      [
        "update": .string(namespace.collection), "updates": .array(updates.map { .document($0) }),
        "ordered": false, "writeConcern": ["w": "majority"],
      ],
      on: namespace.database,
      deadline: .writeBatch
    )
    if reply["writeConcernError"] != nil { throw MongoFailure(.writeConcern, in: "update") }
    var errors: [Int: String] = [:]
    for error in (reply["writeErrors"]?.array ?? []).compactMap(\.document) {
      guard let index = error["index"]?.int else { continue }
      let code = error["code"]?.int ?? 0
      errors[index] =
        code == 11000
        ? "a unique index has its replacement already" : "the server refused it (\(code))"
    }
    return errors
  }

  /// What is there now decides, not what the updates said; answers those that are stripped.
  private func readBack(
    _ planned: [StripStatements.Planned],
    _ refusals: [DocumentID: String],
    _ result: inout EntityWriteResult
  ) async throws(MongoFailure) -> [StripStatements.Planned] {
    let documents = try await read(planned.map(\.id))
    var done: [StripStatements.Planned] = []
    for planned in planned {
      let id = planned.id
      guard let document = documents[id] else {
        result.left.append(.init(id: id, reason: "not there any more", isHeld: false))
        continue
      }
      let isClean = (try? StripEdit(of: document, statements.rules).isEmpty) ?? false
      if isClean, isStripped(document) {
        result.changed += 1
        done.append(planned)
      } else if HoldGuard.isHeld(document, of: entity) {
        result.left.append(.init(id: id, reason: "legal_hold", isHeld: true))
      } else {
        let reason = refusals[id] ?? "changed meanwhile"
        result.left.append(.init(id: id, reason: reason, isHeld: false))
      }
    }
    return done
  }

  private func isStripped(_ document: MongoDocument) -> Bool {
    guard let flag = entity.flags.stripped else { return true }
    return document[flag]?.bool == true
  }

  /// The members that matter, and where they may be any, all.
  private func read(
    _ ids: [DocumentID]
  ) async throws(MongoFailure) -> [DocumentID: MongoDocument] {
    let found = try await pages.documents(
      ids.compactMap(\.value),
      projection: statements.rules.projection(entity.flags)
    )
    var documents: [DocumentID: MongoDocument] = [:]
    for document in found {
      if let id = DocumentID(document["_id"]) { documents[id] = document }
    }
    return documents
  }
}
