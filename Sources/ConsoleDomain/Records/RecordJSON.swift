import ConsoleCrypto
import ConsoleText

/// Records of audit and checks as machines read them (DESIGN.md section 6), one object on one line.
package enum RecordJSON {
  /// A link of the chain as `audit list` prints it: header, body and whether it dangles.
  package static func audit(_ record: AuditRecord) -> String {
    var object = JSONObjectText()
    object.add("header", json: header(record.header))
    object.add("body", json: record.body.map(body))
    object.add("dangling", record.isDangling)
    return object.text
  }

  /// A link of the chain as an export holds it: `{"header":{…},"body":{…}|null}`.
  package static func link(_ link: AuditLink) -> String {
    var object = JSONObjectText()
    object.add("header", json: header(link.header))
    object.add("body", json: link.storedBody.map(body))
    return object.text
  }

  /// A header in the form that is hashed, and its hash.
  package static func header(_ header: AuditHeader) -> String {
    var object = JSONObjectText()
    object.add("v", header.version)
    object.add("seq", String(header.sequence))
    object.add("eventId", header.eventID)
    object.add("ts", header.timestamp)
    object.add("type", header.type)
    object.add("phase", header.phase.rawValue)
    object.add("bodyRoot", header.bodyRoot)
    object.add("prev", header.previous)
    object.add("hash", header.hash)
    return object.text
  }

  /// A body in the map form: `disclosed` with salt and value, `redacted` with the digest.
  package static func body(_ body: AuditBody) -> String {
    var disclosed = JSONObjectText()
    var redacted = JSONObjectText()
    let sorted = body.fields.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for field in sorted {
      switch field.content {
      case .disclosed(let salt, let value):
        var member = JSONObjectText()
        member.add("salt", Hex.encode(salt))
        member.add("value", json: self.value(value))
        disclosed.add(field.path, json: member.text)
      case .redacted(let digest): redacted.add(field.path, Hex.encode(digest))
      }
    }
    var object = JSONObjectText()
    object.add("eventId", body.eventID)
    object.add("disclosed", json: disclosed.text)
    object.add("redacted", json: redacted.text)
    return object.text
  }

  /// The record that annotates another.
  package static func annotation(_ sequence: Int64, of annotated: Int64) -> String {
    var object = JSONObjectText()
    object.add("seq", String(sequence))
    object.add("annotates", String(annotated))
    return object.text
  }

  /// A decoded value, its masks as they are shown; numbers keep the store's digits.
  package static func tree(_ tree: JSONTree) -> String {
    switch tree {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let digits): return isNumber(digits) ? digits : JSONText.quoted(digits)
    case .string(let text, _): return JSONText.quoted(text)
    case .array(let items): return "[" + items.map(self.tree).joined(separator: ",") + "]"
    case .object(let members):
      var object = JSONObjectText()
      for member in members { object.add(member.name, json: self.tree(member.value)) }
      return object.text
    }
  }

  /// A value of an audit body in canonical Extended JSON, safe on a terminal.
  private static func value(_ value: AuditValue) -> String {
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return "{\"$numberLong\":\"\(number)\"}"
    case .string(let text): return JSONText.quoted(text)
    case .array(let items): return "[" + items.map(self.value).joined(separator: ",") + "]"
    case .document(let members):
      var object = JSONObjectText()
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        object.add(name, json: self.value(member))
      }
      return object.text
    }
  }

  /// The grammar of RFC 8259 section 6: what came from a store is not trusted to keep to it.
  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+\-]?[0-9]+)?/) != nil
  }
}
