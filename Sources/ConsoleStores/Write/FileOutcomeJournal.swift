package import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem

/// The outcome journal in one file of the state directory, mode 0600, on disk before `add` returns.
///
/// The file is a run of BSON documents, one a record, as `mongodump` writes and `bsondump` reads
/// them. It is replaced as a whole: it holds what one failed action left, seldom more than a few.
package actor FileOutcomeJournal: OutcomeJournal {
  /// A record is at most one stored body.
  private static let sizeLimit = 64 << 20

  private let file: File

  /// Names the journal; its folder is made at the first record.
  package init(path: String) {
    file = File(path)
  }

  package func add(_ entries: [JournalEntry]) async throws(JournalProblem) {
    try write(try read() + entries)
  }

  package func pending() async throws(JournalProblem) -> [JournalEntry] {
    try read()
  }

  package func remove(eventIDs: Set<String>) async throws(JournalProblem) {
    let all = try read()
    let rest = all.filter { !eventIDs.contains($0.entry.body.eventID) }
    if rest.count < all.count { try write(rest) }
  }

  private func read() throws(JournalProblem) -> [JournalEntry] {
    guard file.exists else { return [] }
    let bytes: [UInt8]
    do {
      bytes = try file.read(limit: Self.sizeLimit)
    } catch {
      throw JournalProblem(reason: error.description)
    }
    var entries: [JournalEntry] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let length = Self.length(rest), rest.count >= length,
        let document = try? MongoDocument(bytes: Array(rest.prefix(length))),
        let entry = JournalDocuments.entry(document)
      else { throw JournalProblem(reason: "\(file.path) is damaged") }
      entries.append(entry)
      rest = rest.dropFirst(length)
    }
    return entries
  }

  private func write(_ entries: [JournalEntry]) throws(JournalProblem) {
    var bytes: [UInt8] = []
    do {
      for entry in entries { bytes += try JournalDocuments.document(entry).bytes }
      try Folder(Path.folder(of: file.path)).create()
      try file.replace(with: bytes)
    } catch let failure as SystemFailure {
      throw JournalProblem(reason: failure.description)
    } catch {
      throw JournalProblem(reason: "a record can't be written down")
    }
  }

  /// A BSON document begins with its own length, little-endian.
  private static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 5 else { return nil }
    return bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// A journal record as a document: the stored body with what the header will need.
enum JournalDocuments {
  static func document(_ entry: JournalEntry) throws(MongoFailure) -> MongoDocument {
    let body = try AuditDocuments.document(of: entry.entry.body, createdAt: entry.entry.createdAt)
    return try MongoDocument(elements: [
      ("type", .string(entry.entry.type)),
      ("phase", .string(entry.entry.phase.rawValue)),
      ("intentEventId", entry.intentEventID.map(MongoValue.string) ?? .null),
      ("body", .document(body)),
    ])
  }

  static func entry(_ document: MongoDocument) -> JournalEntry? {
    guard let type = document["type"]?.string,
      let phase = document["phase"]?.string.flatMap(AuditPhase.init),
      let stored = document["body"]?.document, let body = AuditDocuments.body(stored),
      let createdAt = stored["createdAt"]?.date
    else { return nil }
    let entry = AuditEntry(
      type: type,
      phase: phase,
      body: body,
      createdAt: Instant(milliseconds: createdAt)
    )
    return JournalEntry(entry: entry, intentEventID: document["intentEventId"]?.string)
  }
}
