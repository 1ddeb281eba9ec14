package import ConsoleDomain

/// Looks at the documents that an interrupted strip, archive or containment named.
package struct EntityStateReader: StateReader {
  /// The actions on documents that it can read back.
  package static let types = [
    "entity.strip", "entity.archive", "entity.unarchive", "user.contain",
  ]

  package let type: String
  private let documents: @Sendable ([EntityKey]) async throws(StoreProblem) -> [EntityRow]
  private let userType: String?

  /// Makes a reader for one of the types; `userType` is the profile's type of the backend's users.
  package init(
    type: String,
    userType: String?,
    documents: @escaping @Sendable ([EntityKey]) async throws(StoreProblem) -> [EntityRow]
  ) {
    self.type = type
    self.userType = userType
    self.documents = documents
  }

  /// One look at the flags of the documents; a strip's values were read back by the strip alone.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    let named = keys(of: intent)
    guard !named.isEmpty else {
      return .undecided(reason: "its record does not name the documents any more")
    }
    let rows: [EntityRow]
    do {
      rows = try await documents(named.flatMap(\.self))
    } catch {
      return .undecided(reason: error.sentence)
    }
    let done = rows.count(where: isDone)
    return .decided(
      RecoveredState(
        result: result(done: done),
        matched: named.count,
        changed: done,
        blocked: 0,
        remark: remark(done: done, of: named.count),
        details: rows.enumerated().map { index, row in
          .item(
            "outcomes",
            index,
            .document([
              "type": .string(row.key.type), "id": .string(row.key.id.text),
              "outcome": .string(isDone(row) ? "done" : "not_done"),
            ])
          )
        }
      )
    )
  }

  private func isDone(_ row: EntityRow) -> Bool {
    switch type {
    case "entity.strip": row.strip == .yes
    case "entity.unarchive": row.archive != .yes
    default: row.archive == .yes
    }
  }

  /// Where sessions and events belong to the action too, nothing done to the documents named is no
  /// proof that nothing was done.
  private func result(done: Int) -> RecoveryResult {
    if done > 0 { return .recovered }
    return type == "entity.strip" || type == "user.contain" ? .unknown : .notApplied
  }

  private func remark(done: Int, of count: Int) -> String? {
    switch type {
    case "entity.strip":
      "what it reaches beside the documents named (others of the subject, events, sessions) is not"
        + " known: the same strip goes on and changes only what is left"
    case "user.contain": "whether every session is gone is not known: the same action goes on"
    default: done == count ? nil : "\(count - done) of \(count) were not reached"
    }
  }

  /// The documents that were named, each by every type that its id can have.
  private func keys(of intent: DanglingIntent) -> [[EntityKey]] {
    var keys: [[EntityKey]] = []
    for (path, value) in intent.fields.sorted(by: { $0.key < $1.key }) {
      guard path.hasPrefix("entities."), case .document(let members) = value,
        case .string(let type)? = members["type"], case .string(let id)? = members["id"]
      else { continue }
      keys.append(DocumentID.candidates(id).map { EntityKey(type: type, id: $0) })
    }
    if let user = intent.text("subject.user"), let userType {
      keys.append(DocumentID.candidates(user).map { EntityKey(type: userType, id: $0) })
    }
    return keys
  }
}
