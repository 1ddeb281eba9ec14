/// Canonical JSON (RFC 8785, JCS) for the values an audit record may hold.
///
/// There are no bare numbers (an integer is `{"$numberLong":"…"}` as in MongoDB's canonical Extended
/// JSON v2), so that the rules for floating point never apply.
package enum CanonicalJSON {
  /// The one text of a value.
  package static func text(_ value: AuditValue) -> String {
    var text = ""
    append(value, to: &text)
    return text
  }

  /// The one text of an object of strings.
  package static func text(_ members: [String: String]) -> String {
    text(.document(members.mapValues(AuditValue.string)))
  }

  private static func append(_ value: AuditValue, to text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += "{\"$numberLong\":\"\(number)\"}"
    case .string(let string): append(string, to: &text)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        append(item, to: &text)
      }
      text += "]"
    case .document(let members):
      text += "{"
      // RFC 8785 section 3.2.3: by UTF-16 code units.
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { text += "," }
        append(member.key, to: &text)
        text += ":"
        append(member.value, to: &text)
      }
      text += "}"
    }
  }

  private static func append(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x08: text += "\\b"
      case 0x09: text += "\\t"
      case 0x0A: text += "\\n"
      case 0x0C: text += "\\f"
      case 0x0D: text += "\\r"
      case 0..<0x20:
        text += scalar.value < 0x10 ? "\\u000" : "\\u00"
        text += String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
