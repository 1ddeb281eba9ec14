/// Finds the fields of audit bodies that hold a subject's values, whatever they are nested in.
package struct AuditValueSearch: Sendable, CustomReflectable {
  private let needles: [String]

  /// Looks for these texts, whole or inside others, whatever their case; empty ones are left out.
  package init(_ values: some Sequence<String>) {
    needles = values.filter { !$0.isEmpty }.map { $0.lowercased() }
  }

  /// Paths of disclosed fields to redact.
  ///
  /// Who acted is not the subject's (`actor.`), and what names other records holds no personal value.
  package func paths(in body: AuditBody) -> [String] {
    body.fields.compactMap { field in
      guard case .disclosed(_, let value) = field.content, !Self.isStructural(field.path),
        holds(value)
      else { return nil }
      return field.path
    }
  }

  /// Whether a value holds one of the texts, in a member's name too.
  package func holds(_ value: AuditValue) -> Bool {
    switch value {
    case .null, .bool, .int: false
    case .string(let text): holds(text)
    case .array(let items): items.contains(where: holds)
    case .document(let members): members.contains { holds($0.key) || holds($0.value) }
    }
  }

  private func holds(_ text: String) -> Bool {
    let text = text.lowercased()
    return needles.contains { text.contains($0) }
  }

  private static func isStructural(_ path: String) -> Bool {
    ["actor.", "redacted.", "erased.", "targets."].contains { path.hasPrefix($0) }
      || ["opId", "planHash", "intentEventId", "action", "clientVersion"].contains(path)
  }

  /// Nothing: what is looked for is personal.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
