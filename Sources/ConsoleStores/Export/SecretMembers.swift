import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// The credentials in documents, which no package holds: what a profile calls a secret, and what a
/// member's own name does (`passwordHash`, `databaseUri`).
struct SecretMembers: Sendable {
  /// Stands where a value was.
  static let mark = "(withheld: a credential)"
  /// MongoDB's own limit is 100 levels.
  private static let deepest = 100

  /// By names alone.
  static let named = SecretMembers(paths: [])

  /// Paths of the profile.
  let paths: [FieldPath]

  init(paths: [FieldPath]) { self.paths = paths }

  /// What the profile calls a secret of this type.
  init(_ entity: EntityProfile) {
    self.init(paths: entity.personal.filter { $0.kind == .secret }.map(\.path))
  }

  /// The document without them, and the members that had one; unchanged where there are none, so that
  /// a type of old drivers in it stays.
  func hiding(
    _ document: MongoDocument
  ) throws(MongoFailure) -> (document: MongoDocument, hidden: [String]) {
    var hidden: [String] = []
    let clear = try hiding(document, below: "", paths.map { $0.steps[...] }, depth: 0, &hidden)
    return hidden.isEmpty ? (document, []) : (clear, hidden)
  }

  private func hiding(
    _ document: MongoDocument,
    below parent: String,
    _ paths: [ArraySlice<FieldPath.Step>],
    depth: Int,
    _ hidden: inout [String]
  ) throws(MongoFailure) -> MongoDocument {
    let before = hidden.count
    var elements: [(String, MongoValue)] = []
    for (key, value) in document.elements {
      let name = parent.isEmpty ? key : "\(parent).\(key)"
      let inner = paths.flatMap { Self.inner($0, entering: key) }
      let isSecret = MemberKind(name: key) == .secret || inner.contains(where: \.isEmpty)
      if isSecret, value.isCredential {
        hidden.append(SafeText.of(name))
        elements.append((key, .string(Self.mark)))
      } else {
        elements.append((key, try hiding(value, at: name, inner, depth: depth + 1, &hidden)))
      }
    }
    return hidden.count == before ? document : try MongoDocument(elements: elements)
  }

  private func hiding(
    _ value: MongoValue,
    at name: String,
    _ paths: [ArraySlice<FieldPath.Step>],
    depth: Int,
    _ hidden: inout [String]
  ) throws(MongoFailure) -> MongoValue {
    // What lies deeper than any backend nests is not looked through, and so not given away.
    guard depth < Self.deepest else { return .string(Self.mark) }
    switch value {
    case .document(let document):
      return .document(try hiding(document, below: name, paths, depth: depth, &hidden))
    case .array(let items):
      var clear: [MongoValue] = []
      for item in items {
        // As filters of MongoDB do, a path walks an array with and without a mark for it.
        let inner = paths.map { $0.first == .everyElement ? $0.dropFirst() : $0 }
        if inner.contains(where: \.isEmpty), item.isCredential {
          hidden.append(SafeText.of(name))
          clear.append(.string(Self.mark))
        } else {
          clear.append(try hiding(item, at: name, inner, depth: depth + 1, &hidden))
        }
      }
      return .array(clear)
    default: return value
    }
  }

  /// What is left of a path inside the member with this name.
  private static func inner(
    _ path: ArraySlice<FieldPath.Step>,
    entering key: String
  ) -> [ArraySlice<FieldPath.Step>] {
    switch path.first {
    case .member(key)?: [path.dropFirst()]
    case .anyDepth?: [path] + inner(path.dropFirst(), entering: key)
    default: []
    }
  }
}

extension MongoValue {
  /// Whether there is anything to withhold.
  fileprivate var isCredential: Bool {
    switch self {
    case .null, .bool, .date: false
    case .string(let text): !text.isEmpty && !Placeholder.matches(text)
    case .array(let items): !items.isEmpty
    default: true
    }
  }
}
