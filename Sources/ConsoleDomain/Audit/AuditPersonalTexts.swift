/// Texts of audit bodies in which a person may stand by name, number or address of a machine.
///
/// Ids and e-mail addresses are looked for everywhere (`AuditValueSearch`); these only where a body may
/// hold them, for a name or a number is part of many other texts.
package enum AuditPersonalTexts {
  /// What people write, and sentences about documents.
  private static let prose: Set<Substring> = [
    "error", "hold", "incomplete", "left", "queries", "reason", "warnings",
  ]

  /// Paths of disclosed fields with their texts; fields without any are left out.
  package static func all(in body: AuditBody) -> [(path: String, texts: [String])] {
    body.fields.compactMap { field in
      guard case .disclosed(_, let value) = field.content, !field.path.hasPrefix("actor.") else {
        return nil
      }
      let parts = field.path.split(separator: ".")
      let isWhole = parts.first.map(prose.contains) == true || parts.last == "ip"
      let texts = texts(of: value, isWhole: isWhole)
      return texts.isEmpty ? nil : (field.path, texts)
    }
  }

  /// All texts of a value, or those of its members named `ip`.
  private static func texts(of value: AuditValue, isWhole: Bool) -> [String] {
    switch value {
    case .null, .bool, .int: []
    case .string(let text): isWhole ? [text] : []
    case .array(let items): items.flatMap { texts(of: $0, isWhole: isWhole) }
    case .document(let members):
      members.flatMap { texts(of: $0.value, isWhole: isWhole || $0.key == "ip") }
    }
  }
}
