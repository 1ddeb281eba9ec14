package import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem

/// The outcome journal as a folder of the state directory, one file a record, mode 0600.
///
/// A file is one BSON document (`bsondump` reads it) under its event id, flushed before `add`
/// returns. Several consoles share the folder without a lock: nothing is ever rewritten, and storing
/// a record twice counts once.
package struct FileOutcomeJournal: OutcomeJournal {
  /// A record is at most one stored body.
  private static let sizeLimit = 17 << 20
  private static let suffix = ".bson"

  private let folder: Folder

  /// Names the folder; it is made at the first record.
  package init(path: String) {
    folder = Folder(path)
  }

  /// Writes each record to a file of its own.
  package func add(_ entries: [JournalEntry]) async throws(JournalProblem) {
    do {
      try folder.create()
      for entry in entries {
        let document = try JournalDocuments.document(entry)
        try file(entry.entry.body.eventID).replace(with: document.bytes)
      }
    } catch let failure as SystemFailure {
      throw JournalProblem(reason: failure.description)
    } catch {
      throw JournalProblem(reason: "a record can't be written down")
    }
  }

  /// Reads all records, by event id and so by time; a damaged one is said to be so and left alone.
  package func pending() async throws(JournalProblem) -> OwedOutcomes {
    guard File(folder.path).exists else { return OwedOutcomes() }
    var owed = OwedOutcomes()
    do {
      for name in try folder.names().sorted() where name.hasSuffix(Self.suffix) {
        let path = "\(folder.path)/\(name)"
        guard let bytes = try contents(of: File(path)) else { continue }
        if let entry = (try? MongoDocument(bytes: bytes)).flatMap(JournalDocuments.entry) {
          owed.entries.append(entry)
        } else {
          owed.damage = "\(path) is damaged"
        }
      }
      return owed
    } catch {
      throw JournalProblem(reason: error.description)
    }
  }

  /// nil when the file has gone since the folder was read: another console has stored the record.
  private func contents(of file: File) throws(SystemFailure) -> [UInt8]? {
    do throws(SystemFailure) {
      return try file.read(limit: Self.sizeLimit)
    } catch  where error.isMissing {
      return nil
    }
  }

  /// Removes the files of records that are stored.
  package func remove(eventIDs: Set<String>) async throws(JournalProblem) {
    do {
      for eventID in eventIDs { try file(eventID).remove() }
    } catch {
      throw JournalProblem(reason: error.description)
    }
  }

  private func file(_ eventID: String) -> File {
    File("\(folder.path)/\(eventID)\(Self.suffix)")
  }
}

/// A journal record as a document: the stored body with what the header will need.
enum JournalDocuments {
  static func document(_ entry: JournalEntry) throws(MongoFailure) -> MongoDocument {
    let body = try AuditDocuments.document(of: entry.entry.body, createdAt: entry.entry.createdAt)
    return try MongoDocument(elements: [
      ("type", .string(entry.entry.type)),
      ("phase", .string(entry.entry.phase.rawValue)),
      ("intentEventId", .string(entry.intentEventID)),
      ("body", .document(body)),
    ])
  }

  static func entry(_ document: MongoDocument) -> JournalEntry? {
    guard let type = document["type"]?.string,
      let phase = document["phase"]?.string.flatMap(AuditPhase.init),
      let stored = document["body"]?.document, let body = AuditDocuments.body(stored),
      let createdAt = stored["createdAt"]?.date, let intent = document["intentEventId"]?.string
    else { return nil }
    let entry = AuditEntry(
      type: type,
      phase: phase,
      body: body,
      createdAt: Instant(milliseconds: createdAt)
    )
    return JournalEntry(entry: entry, intentEventID: intent)
  }
}
