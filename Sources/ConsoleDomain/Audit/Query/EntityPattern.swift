/// What `entity:` asks for: an id, a type, or both as `users/64f0c0`; a session by its id hash.
struct EntityPattern: Sendable {
  private let label: String?
  private let id: TextMatcher

  init(_ pattern: TextPattern) {
    guard let literal = pattern.literal, let slash = literal.lastIndex(of: "/"),
      slash != literal.startIndex
    else {
      label = nil
      id = TextMatcher(pattern)
      return
    }
    label = String(literal[..<slash])
    id = TextMatcher(
      TextPattern(
        pieces: [.literal(String(literal[literal.index(after: slash)...]))],
        isWhole: pattern.isWhole
      )
    )
  }

  func matches(_ event: AuditEvent) -> Bool {
    let (labels, ids) = event.entities
    guard let label else { return (labels + ids).contains(where: id.matches) }
    return labels.contains { EntityLabel.isSame($0, label) } && ids.contains(where: id.matches)
  }
}

/// The names by which a type of entity goes: its label in events, its collection.
package enum EntityLabel {
  /// Whether two names mean one type: `User`, `user` and `users`; `company_location` and
  /// `companylocations`.
  package static func isSame(_ left: String, _ right: String) -> Bool {
    stem(left) == stem(right)
  }

  private static func stem(_ name: String) -> String {
    let word = name.lowercased().filter { $0 != "_" && $0 != "-" }
    if word == "people" { return "person" }
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") ? String(word.dropLast()) : word
  }
}

extension AuditEvent {
  /// The types and the ids of what the event is about.
  fileprivate var entities: (labels: [String], ids: [String]) {
    switch self {
    case .ours(let record):
      (
        [record.text("entity.coll")].compactMap { $0 }
          + record.types(below: ["entities.", "scope."]),
        record.texts(
          below: ["entity.", "entities.", "subject.", "sessions.", "scope.", "hold.id", "left."]
        )
      )
    case .backend(let event):
      (
        [event.entity].compactMap { $0 },
        [event.entityID, event.sessionHash].compactMap { $0 }
      )
    }
  }
}

extension AuditRecord {
  /// Every disclosed text of the body whose path begins with one of these.
  func texts(below prefixes: [String]) -> [String] {
    guard let body else { return [] }
    return body.fields.flatMap { field -> [String] in
      guard case .disclosed(_, let value) = field.content,
        prefixes.contains(where: field.path.hasPrefix)
      else { return [] }
      return value.texts
    }
  }
}

extension AuditRecord {
  /// The types of the documents that a record of a batch or of a hold names.
  fileprivate func types(below prefixes: [String]) -> [String] {
    (body?.fields ?? []).compactMap { field in
      guard prefixes.contains(where: field.path.hasPrefix),
        case .disclosed(_, .document(let members)) = field.content,
        case .string(let type)? = members["type"]
      else { return nil }
      return type
    }
  }
}

extension AuditValue {
  /// The texts in a value, however deep.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.flatMap(\.texts)
    case .document(let members): members.values.flatMap(\.texts)
    case .null, .bool, .int: []
    }
  }
}
