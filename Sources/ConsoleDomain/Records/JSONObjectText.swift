import ConsoleText

/// One JSON object in the making, members in the order they are added; unknown is `null`.
///
/// Texts are escaped so that the result is also safe on a terminal.
struct JSONObjectText {
  private var members: [String] = []

  /// The object on one line.
  var text: String { "{" + members.joined(separator: ",") + "}" }

  /// Adds a member whose value is JSON already.
  mutating func add(_ name: String, json: String?) {
    members.append(JSONText.quoted(name) + ":" + (json ?? "null"))
  }

  mutating func add(_ name: String, _ value: String?) {
    add(name, json: value.map { JSONText.quoted($0) })
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
