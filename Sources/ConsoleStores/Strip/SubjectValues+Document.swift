import ConsoleDomain
import ConsoleMongo

extension SubjectValues {
  /// Adds what the profile calls personal in a document; placeholders of an earlier strip are none.
  mutating func add(_ document: MongoDocument, of entity: EntityProfile) {
    for field in entity.personal {
      let texts = field.path.values(in: document).flatMap(Self.texts).filter {
        !$0.isEmpty && $0.utf8.count <= Self.longest && !Self.isOurs($0, field, document)
      }
      switch field.kind {
      case .email: emails.formUnion(texts.filter { $0.contains("@") })
      case .phone: phones.formUnion(texts)
      case .name: names.formUnion(texts)
      case .network: networks.formUnion(texts)
      case .identifier, .secret: identifiers.formUnion(texts)
      // Free text and what many people share says nothing about whom it is of.
      case .date, .address, .agent, .text, .state: continue
      }
    }
  }

  /// Longer texts are no names or numbers.
  private static let longest = 512

  /// What the profile itself puts there.
  private static func isOurs(
    _ text: String,
    _ field: PersonalField,
    _ document: MongoDocument
  ) -> Bool {
    if Placeholder.matches(text) { return true }
    guard case .text(let replacement) = field.replacement,
      let id = DocumentID(document["_id"])?.text
    else { return field.replacement == .generalised && text.contains("/") }
    return text == replacement.replacing("{id}", with: id)
  }

  /// The texts of a value, however deep: a list of addresses goes as a whole.
  private static func texts(_ value: MongoValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.flatMap(texts)
    case .document(let document): document.elements.flatMap { texts($0.value) }
    default: []
    }
  }
}
