import ConsoleMongo

/// Every state that documents have been in, as the server kept them: one before each write, and the last.
struct DocumentHistory {
  /// A member that only the backend counts up, in each of its own writes.
  static let backendMark = "backendWrites"
  private static let holdMembers: Set = ["legalHold", "legalHoldIds", "heldExpiry"]

  /// Oldest first; one list a document.
  let states: [[MongoDocument]]

  /// Writes of a console in all histories.
  var consoleWrites: Int {
    states.reduce(0) { $0 + Self.writes($1).count { !Self.isByBackend($0) } }
  }

  /// Writes of a console after which a document that was free is stripped or archived.
  func count(setting member: String) -> Int {
    states.reduce(0) { sum, states in
      sum
        + Self.writes(states).count {
          !Self.isByBackend($0) && $0.after[member] != $0.before[member]
        }
    }
  }

  /// What no history may show (compliance.md I-4 and I-6).
  var faults: [String] {
    states.flatMap { states in
      Self.writes(states).compactMap { write in Self.fault(write).map { "\($0)" } }
    }
  }

  private static func fault(_ write: Write) -> String? {
    let id = write.before["_id"]?.idText ?? "?"
    let holds = write.after["legalHoldIds"]?.array ?? []
    let isFlagged = write.after["legalHold"]?.bool == true
    if !holds.isEmpty, !isFlagged { return "\(id): holds without the flag" }
    guard !isByBackend(write) else { return nil }
    if holds.isEmpty, isFlagged, write.before["legalHoldIds"]?.array?.isEmpty == false {
      return "\(id): the flag without holds"
    }
    guard isHeld(write.before) else { return nil }
    let changed = Set(write.before.keys).union(write.after.keys)
      .filter { write.before[$0] != write.after[$0] }
      .filter { !holdMembers.contains($0) }
    return changed.isEmpty ? nil : "\(id): held, yet \(changed.sorted()) changed"
  }

  static func isHeld(_ document: MongoDocument) -> Bool {
    document["legalHold"]?.bool == true || document["legalHoldIds"]?.array?.isEmpty == false
  }

  private typealias Write = (before: MongoDocument, after: MongoDocument)

  private static func writes(_ states: [MongoDocument]) -> [Write] {
    zip(states, states.dropFirst()).map { ($0, $1) }
  }

  private static func isByBackend(_ write: Write) -> Bool {
    write.before[backendMark] != write.after[backendMark]
  }
}
