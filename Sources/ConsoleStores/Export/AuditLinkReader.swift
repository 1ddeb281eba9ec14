import ConsoleCrypto
import ConsoleDomain
import ConsoleJSON

/// Reads the lines of an export back; whatever is not exactly of its form is no record.
struct AuditLinkReader: ~Copyable {
  /// More than the targets of the largest body that is written.
  private static let nodeLimit = 4_000_000

  private var json = JSONReader()

  /// A line's record; nil for anything else.
  mutating func link(_ line: [UInt8]) -> AuditLink? {
    guard let members = object(line), Set(members.keys) == ["header", "body"],
      let header = members["header"].flatMap(Self.header)
    else { return nil }
    switch members["body"] {
    case .null?: return AuditLink(header: header, body: .notExpected)
    case let value?:
      return Self.body(value).map { AuditLink(header: header, body: .stored($0)) }
    case nil: return nil
    }
  }

  /// The members of an object, each name once.
  mutating func object(_ text: [UInt8]) -> [String: JSONValue]? {
    let document = json.document(text, maximumNodes: Self.nodeLimit)
    guard document.defects.isEmpty, let root = document.root else { return nil }
    return Self.members(root)
  }

  static func members(_ value: JSONValue?) -> [String: JSONValue]? {
    guard case .object(let list)? = value else { return nil }
    var members: [String: JSONValue] = [:]
    for member in list {
      guard members.updateValue(member.value, forKey: member.name) == nil else { return nil }
    }
    return members
  }

  static func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  private static func header(_ value: JSONValue) -> AuditHeader? {
    guard let members = members(value), members.count == 9,
      let sequence = text(members["seq"]).flatMap({ Int64($0) }),
      String(sequence) == text(members["seq"]), let version = text(members["v"]),
      let eventID = text(members["eventId"]), let timestamp = text(members["ts"]),
      let type = text(members["type"]),
      let phase = text(members["phase"]).flatMap(AuditPhase.init(rawValue:)),
      let bodyRoot = text(members["bodyRoot"]), let previous = text(members["prev"]),
      let hash = text(members["hash"])
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

  private static func body(_ value: JSONValue) -> AuditBody? {
    guard let members = members(value), members.count == 3,
      let eventID = text(members["eventId"]), let disclosed = self.members(members["disclosed"]),
      let redacted = self.members(members["redacted"])
    else { return nil }
    var fields: [AuditField] = []
    for (path, entry) in disclosed {
      guard let entry = self.members(entry), entry.count == 2,
        let salt = text(entry["salt"]).flatMap({ Hex.decode($0) }),
        let value = entry["value"].flatMap(self.value)
      else { return nil }
      fields.append(AuditField(path: path, content: .disclosed(salt: salt, value: value)))
    }
    for (path, entry) in redacted {
      guard let digest = text(entry).flatMap({ Hex.decode($0) }) else { return nil }
      fields.append(AuditField(path: path, content: .redacted(digest: digest)))
    }
    return AuditBody(eventID: eventID, fields: fields)
  }

  /// Canonical Extended JSON: no number stands alone.
  private static func value(_ value: JSONValue) -> AuditValue? {
    switch value {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .string(let text): return .string(text)
    case .array(let items):
      let values = items.compactMap(self.value)
      return values.count == items.count ? .array(values) : nil
    case .object:
      guard let members = members(value) else { return nil }
      if members.count == 1, let digits = members["$numberLong"] {
        guard let number = text(digits).flatMap({ Int64($0) }), String(number) == text(digits)
        else { return nil }
        return .int(number)
      }
      let values = members.compactMapValues(self.value)
      return values.count == members.count ? .document(values) : nil
    case .number, .undecodable, .elided: return nil
    }
  }
}
