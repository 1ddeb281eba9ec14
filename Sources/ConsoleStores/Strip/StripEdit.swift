import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// What a strip would make of one document: whole top-level members, so that an array that has shifted
/// meanwhile is never written into by position (compliance.md b.4).
struct StripEdit: Sendable {
  /// A personal value that would go.
  struct Change: Hashable, Sendable {
    var path: String
    var kind: PersonalField.Kind
    /// Masked; what is there now.
    var sample: String
  }

  /// Members as they are now: the write's own filter demands them, so that a change in between is seen.
  private(set) var originals: [(name: String, value: MongoValue)] = []
  private(set) var sets: [(name: String, value: MongoValue)] = []
  private(set) var unsets: [String] = []
  private(set) var changes: [Change] = []

  /// Whether there is anything to take away.
  var isEmpty: Bool { changes.isEmpty }

  init(of document: MongoDocument, _ entity: EntityProfile) throws(StripFault) {
    let id = DocumentID(document["_id"])?.text ?? ""
    var members = document.elements
    let before = members
    for field in entity.personal {
      let replacement = PersonalReplacement(field: field, id: id)
      for index in members.indices {
        guard let steps = Self.steps(of: field.path, in: members[index].key) else { continue }
        var walk = Walk(replacement: replacement)
        let value = try walk.edited(members[index].value, steps)
        changes += walk.changes
        if !walk.changes.isEmpty { members[index].value = value ?? Self.gone }
      }
    }
    for (old, new) in zip(before, members) where old.value != new.value {
      originals.append((old.key, old.value))
      if new.value == Self.gone {
        unsets.append(new.key)
      } else {
        sets.append((new.key, new.value))
      }
    }
  }

  /// Stands for a member that goes: a type that is never written.
  private static let gone = MongoValue.other(type: 0)

  /// The steps below a top-level member; nil where the path does not lead through it.
  private static func steps(of path: FieldPath, in member: String) -> ArraySlice<FieldPath.Step>? {
    switch path.steps.first {
    case .member(let name)?: name == member ? path.steps.dropFirst() : nil
    case .anyDepth?:
      if case .member(let name)? = path.steps.dropFirst().first, name == member {
        path.steps.dropFirst(2)
      } else {
        path.steps[...]
      }
    case .everyElement?, nil: nil
    }
  }

  /// One pass down one path.
  private struct Walk {
    let replacement: PersonalReplacement
    var changes: [Change] = []

    /// The value with everything at the path replaced; nil: the value itself goes.
    mutating func edited(
      _ value: MongoValue,
      _ steps: ArraySlice<FieldPath.Step>
    ) throws(StripFault) -> MongoValue? {
      guard let step = steps.first else { return try leaf(value) }
      let rest = steps.dropFirst()
      switch (step, value) {
      case (.everyElement, .array(let items)): return .array(try each(items, rest))
      case (.member, .array(let items)), (.anyDepth, .array(let items)):
        return .array(try each(items, steps))
      case (.member(let name), .document(let document)):
        return .document(try members(of: document) { $0 == name ? rest : nil })
      case (.anyDepth, .document(let document)):
        guard case .member(let name)? = rest.first else { return value }
        return .document(
          try members(of: document) { $0 == name ? rest.dropFirst() : steps }
        )
      default: return value
      }
    }

    private mutating func each(
      _ items: [MongoValue],
      _ steps: ArraySlice<FieldPath.Step>
    ) throws(StripFault) -> [MongoValue] {
      var edited: [MongoValue] = []
      for item in items {
        if let value = try self.edited(item, steps) { edited.append(value) }
      }
      return edited
    }

    private mutating func members(
      of document: MongoDocument,
      _ steps: (String) -> ArraySlice<FieldPath.Step>?
    ) throws(StripFault) -> MongoDocument {
      var elements: [(String, MongoValue)] = []
      for (name, value) in document.elements {
        guard let steps = steps(name) else {
          elements.append((name, value))
          continue
        }
        if let value = try edited(value, steps) { elements.append((name, value)) }
      }
      do {
        return try MongoDocument(elements: elements)
      } catch {
        throw StripFault(path: replacement.field.path.description, reason: "it can't be rewritten")
      }
    }

    private mutating func leaf(_ old: MongoValue) throws(StripFault) -> MongoValue? {
      if old.isNull { return old }
      let new = try replacement.value(for: old)
      if new == old { return old }
      changes.append(
        Change(
          path: replacement.field.path.description,
          kind: replacement.field.kind,
          sample: Self.masked(old, replacement.field.kind)
        )
      )
      return new
    }

    private static func masked(_ value: MongoValue, _ kind: PersonalField.Kind) -> String {
      guard let text = value.string else {
        if let items = value.array { return items.isEmpty ? "[]" : "[\(items.count)]" }
        return value.document == nil ? "•••" : "{…}"
      }
      let cut = String(text.utf8Prefix(256))
      if Placeholder.matches(cut) { return SafeText.of(cut) }
      return switch kind {
      case .email: SafeText.of(PersonalText.masked(email: cut))
      case .phone: SafeText.of(Masking.phone(cut))
      case .name: SafeText.of(Masking.name(cut))
      case .date, .address, .network, .agent, .identifier, .secret, .text, .state: "•••"
      }
    }
  }
}
