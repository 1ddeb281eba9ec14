import ConsoleDomain
import ConsoleMongo

extension MongoValue {
  /// A date, or null where there is none, as mongoose writes an optional date.
  static func instant(_ instant: Instant?) -> MongoValue {
    instant.map { .date($0.milliseconds) } ?? .null
  }

  /// A string, or null where there is none.
  static func text(_ text: String?) -> MongoValue {
    text.map { .string($0) } ?? .null
  }
}

/// The three flags that most collections carry.
struct ComplianceFlags: Hashable, Sendable {
  var archivedAt: Instant?
  var isStripped = false
  var isHeld = false

  /// In the order in which mongoose writes them.
  var elements: [(String, MongoValue)] {
    [
      ("archivedAt", .instant(archivedAt)), ("piiStripped", .bool(isStripped)),
      ("legalHold", .bool(isHeld)),
    ]
  }
}

/// What mongoose adds to a document with timestamps and a version key.
func timestamps(created: Instant, updated: Instant) -> [(String, MongoValue)] {
  [
    ("createdAt", .instant(created)), ("updatedAt", .instant(updated)), ("__v", .int32(0)),
  ]
}

extension MongoDocument {
  /// Joins parts in order; the demo's own keys and values always fit BSON.
  init(_ parts: [(String, MongoValue)]...) {
    do throws(MongoFailure) {
      try self.init(elements: parts.flatMap(\.self))
    } catch {
      preconditionFailure("a made-up document that BSON can't express: \(error)")
    }
  }
}
