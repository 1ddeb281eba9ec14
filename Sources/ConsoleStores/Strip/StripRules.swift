import ConsoleDomain
import ConsoleMongo

/// What a profile says about the personal data of one type, made ready once for many documents.
struct StripRules: Sendable {
  /// One field.
  struct Rule: Sendable {
    let field: PersonalField
    /// As the profile writes it.
    let path: String
    /// The top-level member that holds all that the path reaches; nil where it may be any.
    let root: String?
    let reachesAnyDepth: Bool

    init(_ field: PersonalField) {
      self.field = field
      path = field.path.description
      root = field.path.root
      reachesAnyDepth = field.path.steps.contains(.anyDepth)
    }
  }

  let rules: [Rule]
  /// Top-level members that any rule reaches, each once; nil where that may be any.
  let roots: [String]?

  init(_ entity: EntityProfile) {
    rules = entity.personal.map(Rule.init)
    var roots: [String] = []
    for rule in rules where rule.root.map(roots.contains) == false {
      if let root = rule.root { roots.append(root) }
    }
    self.roots = rules.contains { $0.root == nil } ? nil : roots
  }
}

extension StripRules {
  /// Texts that the profile itself puts into the document with this id.
  func placeholders(of id: String) -> Set<String> {
    Set(
      rules.compactMap { rule in
        guard case .text = rule.field.replacement else { return nil }
        return (try? PersonalReplacement(field: rule.field, id: id).value(for: .null))??.string
      }
    )
  }

  /// What a strip reads of a document: all where any member may be personal.
  func projection(_ flags: EntityProfile.Flags) -> MongoDocument? {
    guard let roots else { return nil }
    let others = [flags.legalHold, flags.stripped, flags.archivedAt].compactMap { $0 }
    let names = roots + (others + ["legalHoldIds", "updatedAt"]).filter { !roots.contains($0) }
    return try? MongoDocument(elements: names.map { ($0, 1) })
  }
}
