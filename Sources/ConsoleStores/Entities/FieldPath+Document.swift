import ConsoleDomain
import ConsoleMongo

extension FieldPath {
  /// Every value that the path reaches in a document, in stored order; arrays that a step without `[]`
  /// meets are walked, as a filter of MongoDB does.
  func values(in document: MongoDocument) -> [MongoValue] {
    Self.values(of: steps[...], in: .document(document), depth: 0)
  }

  /// Deeper than this no path goes: MongoDB's own limit is 100 levels.
  private static let deepest = 100

  private static func values(
    of steps: ArraySlice<Step>,
    in value: MongoValue,
    depth: Int
  ) -> [MongoValue] {
    guard depth <= deepest else { return [] }
    guard let step = steps.first else { return [value] }
    let rest = steps.dropFirst()
    switch (step, value) {
    case (.member(let name), .document(let document)):
      guard let member = document.elements.first(where: { $0.key == name }) else { return [] }
      return values(of: rest, in: member.value, depth: depth + 1)
    case (.member, .array(let items)):
      return items.flatMap { values(of: steps, in: $0, depth: depth + 1) }
    case (.everyElement, .array(let items)):
      return items.flatMap { values(of: rest, in: $0, depth: depth + 1) }
    case (.anyDepth, .document(let document)):
      return values(of: rest, in: value, depth: depth)
        + document.elements.flatMap { values(of: steps, in: $0.value, depth: depth + 1) }
    case (.anyDepth, .array(let items)):
      return items.flatMap { values(of: steps, in: $0, depth: depth + 1) }
    default: return []
    }
  }

  /// The texts that the path reaches, empty ones left out.
  func texts(in document: MongoDocument) -> [String] {
    values(in: document).compactMap(\.string).filter { !$0.isEmpty }
  }
}

extension DocumentID {
  /// The id of a stored document; nil for types that no backend of ours uses.
  init?(_ value: MongoValue?) {
    switch value {
    case .objectID(let id)?: self = .objectID(id.hex)
    case .string(let text)?: self = .string(text)
    case .int32(let number)?: self = .int(Int64(number))
    case .int64(let number)?: self = .int(number)
    default: return nil
    }
  }

  /// The value that a filter compares with; nil when a hex id is none.
  var value: MongoValue? {
    switch self {
    case .objectID(let hex): MongoObjectID(hex).map(MongoValue.objectID)
    case .string(let text): .string(text)
    case .int(let number): .int64(number)
    }
  }
}
