import ConsoleDomain
import ConsoleJSON
import ConsoleMongo

/// Makes the tree a person sees of a document: masked by name, by look and by the profile's paths.
struct EntityTree: ~Copyable {
  private static let mask = JSONTree.string("•••", isMasked: true)

  let entity: EntityProfile
  private var reader = JSONReader()

  init(entity: EntityProfile) {
    self.entity = entity
  }

  /// The document with its personal data masked.
  mutating func masked(_ document: MongoDocument) -> JSONTree {
    hiding(
      in: value(document).map(MaskedTree.masked) ?? .null,
      entity.personal.filter { $0.kind != .state }.map { ($0.path, $0.kind) } + secrets
    )
  }

  /// The document in clear; what the profile or a member's name calls a secret stays masked.
  mutating func revealed(_ document: MongoDocument) -> JSONTree {
    hiding(
      in: value(document).map(MaskedTree.revealed) ?? .null,
      secrets
    )
  }

  private var secrets: [(FieldPath, PersonalField.Kind)] {
    entity.secretPaths.map { ($0, .secret) }
  }

  /// By way of relaxed Extended JSON, so that one masker serves both stores.
  private mutating func value(_ document: MongoDocument) -> JSONValue? {
    guard let json = try? document.json(.relaxed) else { return nil }
    return reader.document(Array(json.utf8)).root
  }

  private func hiding(
    in tree: JSONTree,
    _ fields: [(path: FieldPath, kind: PersonalField.Kind)]
  ) -> JSONTree {
    fields.reduce(tree.withoutTypeNames) { tree, field in
      Self.hiding(tree, at: field.path.steps[...], field.kind)
    }
  }

  private static func hiding(
    _ tree: JSONTree,
    at steps: ArraySlice<FieldPath.Step>,
    _ kind: PersonalField.Kind
  ) -> JSONTree {
    guard let step = steps.first else { return hidden(tree, kind) }
    let rest = steps.dropFirst()
    switch (step, tree) {
    case (.member(let name), .object(let members)):
      return .object(
        members.map { member in
          member.name == name
            ? JSONTree.Member(name: name, value: hiding(member.value, at: rest, kind)) : member
        }
      )
    case (.member, .array(let items)):
      return .array(items.map { hiding($0, at: steps, kind) })
    case (.everyElement, .array(let items)):
      return .array(items.map { hiding($0, at: rest, kind) })
    case (.anyDepth, .object(let members)):
      guard case .object(let own) = hiding(tree, at: rest, kind) else { return tree }
      return .object(
        zip(own, members).map { hidden, member in
          hidden == member
            ? JSONTree.Member(name: member.name, value: hiding(member.value, at: steps, kind))
            : hidden
        }
      )
    case (.anyDepth, .array(let items)):
      return .array(items.map { hiding($0, at: steps, kind) })
    default: return tree
    }
  }

  /// Every value below, but none that hides nothing: empty, a placeholder, or the whole of it masked.
  ///
  /// Of a longer text only the addresses in it are masked by then, and the rest tells as much.
  private static func hidden(_ tree: JSONTree, _ kind: PersonalField.Kind) -> JSONTree {
    switch tree {
    case .null: tree
    case .string(_, isMasked: true):
      [.email, .phone, .name].contains(kind) ? tree : mask
    case .string(let text, _): text.isEmpty || Placeholder.matches(text) ? tree : mask
    case .bool, .number: mask
    case .array(let items): .array(items.map { hidden($0, kind) })
    case .object(let members):
      .object(members.map { JSONTree.Member(name: $0.name, value: hidden($0.value, kind)) })
    }
  }
}

extension JSONTree {
  /// Ids, dates and long numbers as they are read, without the `$oid`, `$date` and `$numberLong`
  /// around them (MongoDB Extended JSON v2).
  var withoutTypeNames: JSONTree {
    switch self {
    case .object(let members):
      if members.count == 1, let only = members.first,
        ["$oid", "$date", "$numberLong", "$numberDecimal"].contains(only.name)
      {
        return only.value.withoutTypeNames
      }
      return .object(
        members.map { Member(name: $0.name, value: $0.value.withoutTypeNames) }
      )
    case .array(let items): return .array(items.map(\.withoutTypeNames))
    case .null, .bool, .number, .string: return self
    }
  }
}
