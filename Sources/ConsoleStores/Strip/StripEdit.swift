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
    fileprivate var old: MongoValue

    /// Masked; what is there now.
    var sample: String { StripEdit.masked(old, kind) }
  }

  /// Members as they are now: the write's own filter demands them, so that a change in between is seen.
  private(set) var originals: [(name: String, value: MongoValue)] = []
  private(set) var sets: [(name: String, value: MongoValue)] = []
  private(set) var unsets: [String] = []
  private(set) var changes: [Change] = []

  /// Whether there is anything to take away.
  var isEmpty: Bool { changes.isEmpty }

  init(of document: MongoDocument, _ entity: EntityProfile) throws(StripFault) {
    try self.init(of: document, StripRules(entity))
  }

  init(of document: MongoDocument, _ rules: StripRules) throws(StripFault) {
    let id = DocumentID(document["_id"])?.text ?? ""
    let before = document.elements
    var members = before
    for rule in rules.rules {
      for index in members.indices where rule.root == nil || rule.root == members[index].key {
        try edit(&members[index], by: rule, id: id)
      }
    }
    guard !changes.isEmpty else { return }
    for (old, new) in zip(before, members) where old.value != new.value {
      guard Self.canWrite(old.key), Self.canWrite(old.value),
        new.value == Self.gone || Self.canWrite(new.value)
      else { throw StripFault(path: old.key, reason: "it can't be rewritten") }
      guard !originals.contains(where: { $0.name == old.key }) else {
        throw StripFault(path: old.key, reason: "the name stands there twice")
      }
      originals.append((old.key, old.value))
      if new.value == Self.gone {
        unsets.append(new.key)
      } else {
        sets.append((new.key, new.value))
      }
    }
  }

  private mutating func edit(
    _ member: inout MongoDocument.Element,
    by rule: StripRules.Rule,
    id: String
  ) throws(StripFault) {
    for steps in Self.steps(of: rule.field.path, in: member.key) {
      guard member.value != Self.gone else { return }
      var walk = Walk(rule: rule, id: id)
      let value = try walk.edited(member.value, steps)
      guard !walk.changes.isEmpty else { continue }
      changes += walk.changes
      member.value = value ?? Self.gone
    }
  }

  /// Stands for a member that goes: a type that is never written.
  private static let gone = MongoValue.other(type: 0)

  /// Whether an update can name a member.
  private static func canWrite(_ name: String) -> Bool {
    !name.contains(".") && !name.hasPrefix("$")
  }

  /// Whether an update can hold a value: no types of old drivers in it, however deep.
  private static func canWrite(_ value: MongoValue) -> Bool {
    switch value {
    case .other: false
    case .array(let items): items.allSatisfy(canWrite)
    case .document(let document): document.elements.allSatisfy { canWrite($0.value) }
    case .double, .string, .binary, .objectID, .bool, .date, .null, .regex, .int32, .timestamp,
      .int64, .decimal, .minKey, .maxKey:
      true
    }
  }

  /// The steps below a top-level member, the deepest first; none where the path does not lead through it.
  private static func steps(of path: FieldPath, in member: String) -> [ArraySlice<FieldPath.Step>] {
    switch path.steps.first {
    case .member(let name)?: name == member ? [path.steps.dropFirst()] : []
    case .anyDepth?: Walk.stepsBelow(path.steps[...], member)
    case .everyElement?, nil: []
    }
  }

  /// A value as a plan shows it.
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

  /// One pass down one path.
  private struct Walk {
    let rule: StripRules.Rule
    let id: String
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
        return .document(try members(of: document) { $0 == name ? [rest] : [] })
      case (.anyDepth, .document(let document)):
        return .document(try members(of: document) { Self.stepsBelow(steps, $0) })
      case (_, .null), (.anyDepth, _): return value
      default:
        // Below `**` everything is walked, whatever it is; elsewhere the profile says what is there.
        if rule.reachesAnyDepth { return value }
        throw StripFault(
          path: rule.path,
          reason: "a value of type \(value.typeName) stands in its way"
        )
      }
    }

    /// What is left of a path that begins with `**` below a member: all of it, and where the name
    /// fits what follows the name; in this order, since the latter may take the whole member.
    static func stepsBelow(
      _ steps: ArraySlice<FieldPath.Step>,
      _ member: String
    ) -> [ArraySlice<FieldPath.Step>] {
      if case .member(member)? = steps.dropFirst().first {
        [steps, steps.dropFirst(2)]
      } else {
        [steps]
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
      _ steps: (String) -> [ArraySlice<FieldPath.Step>]
    ) throws(StripFault) -> MongoDocument {
      var elements: [(String, MongoValue)] = []
      for (name, value) in document.elements {
        var left: MongoValue? = value
        for steps in steps(name) {
          if let value = left { left = try edited(value, steps) }
        }
        if let left { elements.append((name, left)) }
      }
      do {
        return try MongoDocument(elements: elements)
      } catch {
        throw StripFault(path: rule.path, reason: "it can't be rewritten")
      }
    }

    private mutating func leaf(_ old: MongoValue) throws(StripFault) -> MongoValue? {
      if old.isNull { return old }
      let new = try PersonalReplacement(field: rule.field, id: id).value(for: old)
      if new == old { return old }
      changes.append(
        Change(path: rule.path, kind: rule.field.kind, old: old)
      )
      return new
    }
  }
}
