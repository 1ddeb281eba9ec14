import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo

/// The documents of `audit_headers` and `audit_bodies` (compliance.md b.3), in both directions.
///
/// Bodies hold arrays instead of documents named by paths: a path has dots, which a member's name
/// should not.
enum AuditDocuments {
  static let headers = "audit_headers"
  static let bodies = "audit_bodies"

  static func document(of header: AuditHeader) -> MongoDocument {
    [
      "_id": .int64(header.sequence),
      "v": .string(header.version),
      "eventId": .string(header.eventID),
      "ts": .string(header.timestamp),
      "type": .string(header.type),
      "phase": .string(header.phase.rawValue),
      "bodyRoot": .string(header.bodyRoot),
      "prev": .string(header.previous),
      "hash": .string(header.hash),
    ]
  }

  /// nil when a part is missing or of another type, so that nothing is guessed into the chain.
  static func header(_ document: MongoDocument) -> AuditHeader? {
    guard case .int64(let sequence) = document["_id"], let version = document["v"]?.string,
      let eventID = document["eventId"]?.string, let timestamp = document["ts"]?.string,
      let type = document["type"]?.string,
      let phase = document["phase"]?.string.flatMap(AuditPhase.init(rawValue:)),
      let bodyRoot = document["bodyRoot"]?.string, let previous = document["prev"]?.string,
      let hash = document["hash"]?.string
    else { return nil }
    return AuditHeader(
      version: version,
      sequence: sequence,
      eventID: eventID,
      timestamp: timestamp,
      type: type,
      phase: phase,
      bodyRoot: bodyRoot,
      previous: previous,
      hash: hash
    )
  }

  /// What is left of a damaged header, so that a verification can name its fault.
  static func damagedHeader(_ document: MongoDocument) -> AuditHeader {
    func text(_ name: String) -> String { document[name]?.string ?? "" }
    return AuditHeader(
      version: text("v"),
      sequence: Int64(document["_id"]?.int ?? -1),
      eventID: text("eventId"),
      timestamp: text("ts"),
      type: text("type"),
      phase: AuditPhase(rawValue: text("phase")) ?? .event,
      bodyRoot: text("bodyRoot"),
      previous: text("prev"),
      hash: text("hash")
    )
  }

  static func document(
    of body: AuditBody,
    createdAt: Instant
  ) throws(MongoFailure) -> MongoDocument {
    var disclosed: [MongoValue] = []
    var redacted: [MongoValue] = []
    for field in body.fields {
      switch field.content {
      case .disclosed(let salt, let value):
        let entry = try MongoDocument(elements: [
          ("path", .string(field.path)), ("salt", .string(Hex.encode(salt))),
          ("value", try Self.value(of: value)),
        ])
        disclosed.append(.document(entry))
      case .redacted(let digest):
        redacted.append(["path": .string(field.path), "digest": .string(Hex.encode(digest))])
      }
    }
    return try MongoDocument(elements: [
      ("_id", .string(body.eventID)), ("disclosed", .array(disclosed)),
      ("redacted", .array(redacted)), ("createdAt", .date(createdAt.milliseconds)),
      ("legalHold", false), ("legalHoldIds", []),
    ])
  }

  /// nil when any field is not as it was written: half a body would not match its root anyway.
  static func body(_ document: MongoDocument) -> AuditBody? {
    guard let eventID = document["_id"]?.string, let disclosed = document["disclosed"]?.array,
      let redacted = document["redacted"]?.array
    else { return nil }
    var fields: [AuditField] = []
    for entry in disclosed {
      guard let entry = entry.document, let path = entry["path"]?.string,
        let salt = entry["salt"]?.string.flatMap(Hex.decode),
        let value = entry["value"].flatMap(value)
      else { return nil }
      fields.append(AuditField(path: path, content: .disclosed(salt: salt, value: value)))
    }
    for entry in redacted {
      guard let entry = entry.document, let path = entry["path"]?.string,
        let digest = entry["digest"]?.string.flatMap(Hex.decode)
      else { return nil }
      fields.append(AuditField(path: path, content: .redacted(digest: digest)))
    }
    return AuditBody(eventID: eventID, fields: fields)
  }

  /// Integers are always 64 bits wide: the committed form has `$numberLong` alone.
  private static func value(of value: AuditValue) throws(MongoFailure) -> MongoValue {
    switch value {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .int(let number): return .int64(number)
    case .string(let text): return .string(text)
    case .array(let items):
      var values: [MongoValue] = []
      for item in items { values.append(try Self.value(of: item)) }
      return .array(values)
    case .document(let members):
      var elements: [(String, MongoValue)] = []
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        elements.append((name, try Self.value(of: member)))
      }
      return .document(try MongoDocument(elements: elements))
    }
  }

  private static func value(_ value: MongoValue) -> AuditValue? {
    switch value {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .int64(let number): return .int(number)
    case .string(let text): return .string(text)
    case .array(let items):
      let values = items.map(Self.value)
      return values.contains(nil) ? nil : .array(values.compactMap { $0 })
    case .document(let document):
      var members: [String: AuditValue] = [:]
      for (name, member) in document.elements {
        guard members[name] == nil, let value = Self.value(member) else { return nil }
        members[name] = value
      }
      return .document(members)
    case .double, .binary, .objectID, .date, .regex, .int32, .timestamp, .decimal, .minKey,
      .maxKey, .other:
      return nil
    }
  }
}
