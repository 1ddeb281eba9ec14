import ConsoleDomain
import ConsoleScreen

/// One field of an entity before and after what an event records.
struct FieldChange: Hashable {
  var path: String
  /// nil: it was not there, or is not recorded.
  var before: String?
  var after: String?
}

/// What changed, read out of the shapes in which records and events say so.
enum AuditChanges {
  /// `before.*`, `after.*`, `beforeHash` and `afterHash` of a body.
  static func of(_ record: AuditRecord) -> [FieldChange] {
    guard let body = record.body else { return [] }
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    for field in body.fields {
      let text: String
      switch field.content {
      case .disclosed(_, let value): text = value.text
      case .redacted: text = "redacted"
      }
      if let path = Self.path(field.path, after: "before") { before[path] = text }
      if let path = Self.path(field.path, after: "after") { after[path] = text }
    }
    return changes(before, after)
  }

  /// `{before, after}` and `{changes: {field: {from, to}}}`, as the backend writes them.
  static func of(_ tree: JSONTree?) -> [FieldChange] {
    guard case .object(let members)? = tree else { return [] }
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    for member in members {
      switch member.name {
      case "before": before.merge(leaves(member.value)) { $1 }
      case "after": after.merge(leaves(member.value)) { $1 }
      case "changes":
        guard case .object(let fields) = member.value else { continue }
        for field in fields {
          guard case .object(let ends) = field.value else { continue }
          for end in ends {
            let found = leaves(end.value, below: field.name)
            if end.name == "from" { before.merge(found) { $1 } }
            if end.name == "to" { after.merge(found) { $1 } }
          }
        }
      default: break
      }
    }
    return changes(before, after)
  }

  /// The fields that differ, each as a line with what was there and one with what is.
  static func lines(_ changes: [FieldChange], _ glyphs: Glyphs) -> [[Span]] {
    guard !changes.isEmpty else { return [] }
    return [[Span("before and after", .tableHeader)]]
      + changes.flatMap { change -> [[Span]] in
        let name = (change.path.isEmpty ? "value" : glyphs.safe(change.path)) + ": "
        return [
          [Span("- " + name, .rowGone), Span(glyphs.safe(change.before ?? "none"), .rowGone)],
          [Span("+ " + name, .rowNew), Span(glyphs.safe(change.after ?? "none"), .rowNew)],
        ]
      } + [[]]
  }

  private static func changes(
    _ before: [String: String],
    _ after: [String: String]
  ) -> [FieldChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { path in
      guard before[path] != after[path] else { return nil }
      return FieldChange(path: path, before: before[path], after: after[path])
    }
  }

  /// `name` below a stem, or `hash` of `beforeHash`.
  private static func path(_ text: String, after stem: String) -> String? {
    if text == stem { return "" }
    if text == stem + "Hash" { return "hash" }
    return text.hasPrefix(stem + ".") ? String(text.dropFirst(stem.count + 1)) : nil
  }

  private static func leaves(_ tree: JSONTree, below path: String = "") -> [String: String] {
    func under(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
    switch tree {
    case .null: return [path: "null"]
    case .bool(let value): return [path: value ? "true" : "false"]
    case .number(let digits): return [path: digits]
    case .string(let text, _): return [path: text]
    case .array(let items):
      return items.enumerated().reduce(into: [:]) { found, item in
        found.merge(leaves(item.element, below: under(String(item.offset)))) { $1 }
      }
    case .object(let members):
      return members.reduce(into: [:]) { found, member in
        found.merge(leaves(member.value, below: under(member.name))) { $1 }
      }
    }
  }
}
