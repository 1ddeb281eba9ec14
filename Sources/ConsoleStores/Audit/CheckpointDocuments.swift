import ConsoleDomain
import ConsoleMongo

/// The documents of `checkpoints` (compliance.md b.1).
enum CheckpointDocuments {
  static let collection = "checkpoints"

  /// What a document says; a member that is missing or of another type reads as empty, and is then
  /// no checkpoint.
  static func checkpoint(_ document: MongoDocument) -> StoredCheckpoint {
    StoredCheckpoint(
      size: document["size"]?.int ?? -1,
      root: document["root"]?.string ?? "",
      note: document["note"]?.string ?? "",
      takenAt: document["ts"]?.date.map(Instant.init(milliseconds:)),
      copiedTo: (document["copiedTo"]?.array ?? []).compactMap(\.string)
    )
  }
}
