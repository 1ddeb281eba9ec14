import ConsoleDomain

/// The documents that an audit body is about: a body is as held as they are.
struct NamedEntities: Sendable {
  let profile: Profile

  /// By type and id, wherever the console's records name documents.
  func keys(in body: AuditBody) -> Set<EntityKey> {
    var keys: Set<EntityKey> = []
    for field in body.fields {
      guard case .disclosed(_, let value) = field.content else { continue }
      switch field.path.split(separator: ".").first {
      case "entities", "scope":
        guard case .document(let members) = value, let type = Self.text(members["type"]) else {
          continue
        }
        keys.formUnion(Self.ids(members).flatMap { Self.keys(type, $0) })
      case "entity":
        guard let type = Self.text(body["entity.coll"]), profile.entity(type) != nil,
          let id = Self.text(body["entity.id"])
        else { continue }
        keys.formUnion(Self.keys(type, id))
      case "subject":
        keys.formUnion(user(value))
      case "sessions":
        guard case .document(let members) = value else { continue }
        keys.formUnion(user(members["user"]))
      default: continue
      }
    }
    return keys
  }

  private func user(_ value: AuditValue?) -> [EntityKey] {
    guard let type = profile.userType, let id = Self.text(value) else { return [] }
    return Self.keys(type, id)
  }

  private static func ids(_ members: [String: AuditValue]) -> [String] {
    if let id = text(members["id"]) { return [id] }
    guard case .array(let ids)? = members["ids"] else { return [] }
    return ids.compactMap(text)
  }

  private static func text(_ value: AuditValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  private static func keys(_ type: String, _ id: String) -> [EntityKey] {
    DocumentID.candidates(id).map { EntityKey(type: type, id: $0) }
  }
}
