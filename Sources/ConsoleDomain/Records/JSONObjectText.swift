import ConsoleText

/// One JSON object in the making, members in the order they are added; unknown is `null`.
///
/// Texts are escaped so that the result is also safe on a terminal.
struct JSONObjectText {
  /// The object so far, without its closing brace.
  private var open = "{"

  /// The object on one line.
  var text: String { open + "}" }

  /// Adds a member whose value is JSON already.
  mutating func add(_ name: String, json: String?) {
    begin(name)
    open += json ?? "null"
  }

  mutating func add(_ name: String, _ value: String?) {
    begin(name)
    if let value { JSONText.appendQuoted(value, to: &open) } else { open += "null" }
  }

  private mutating func begin(_ name: String) {
    if open.utf8.count > 1 { open += "," }
    JSONText.appendQuoted(name, to: &open)
    open += ":"
  }

  mutating func add(_ name: String, _ value: Instant?) {
    add(name, value?.iso8601)
  }

  mutating func add(_ name: String, _ value: Int64?) {
    add(name, json: value.map { String($0) })
  }

  mutating func add(_ name: String, _ value: Bool?) {
    add(name, json: value.map { $0 ? "true" : "false" })
  }

  mutating func add(_ name: String, list: [String]) {
    add(name, json: "[" + list.joined(separator: ",") + "]")
  }
}
