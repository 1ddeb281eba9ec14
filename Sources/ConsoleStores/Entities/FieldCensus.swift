import ConsoleDomain
import ConsoleMongo

/// Counts what a sample of documents has of a profile's paths, and what looks personal beside them.
struct FieldCensus {
  /// Different paths that are kept; a map keyed by ids must not grow without end.
  private static let pathLimit = 500
  private static let deepest = 12

  private(set) var facts: CollectionFacts
  private let entity: EntityProfile
  private let covered: Set<String>
  private var looks: [String: (look: String, count: Int)] = [:]

  init(_ entity: EntityProfile) {
    self.entity = entity
    facts = CollectionFacts(type: entity.type, collection: entity.collection)
    covered = Set((entity.personal.map(\.path) + entity.secrets).compactMap(\.filterName))
  }

  mutating func add(_ document: MongoDocument) {
    facts.sampled += 1
    for path in entity.mappedPaths where !path.values(in: document).isEmpty {
      facts.present[path, default: 0] += 1
    }
    for flag in [entity.flags.legalHold, entity.flags.stripped, entity.flags.archivedAt] {
      guard let flag, document[flag] != nil else { continue }
      facts.flags[flag, default: 0] += 1
    }
    var found: [String: String] = [:]
    look(into: .document(document), at: "", depth: 0, &found)
    for (path, look) in found where looks[path] != nil || looks.count < Self.pathLimit {
      looks[path, default: (look, 0)].count += 1
    }
    facts.unmapped = looks.sorted { $0.key < $1.key }.map {
      CollectionFacts.Unmapped(path: $0.key, look: $0.value.look, count: $0.value.count)
    }
  }

  /// Notes indexes: which demand unique values, and which delete.
  mutating func add(indexes: [MongoDocument]) {
    for index in indexes {
      guard let key = index["key"]?.document, let path = key.keys.first else { continue }
      if index["unique"]?.bool == true, key.keys.count == 1 { facts.unique.append(path) }
      guard let seconds = index["expireAfterSeconds"]?.int else { continue }
      let filter = index["partialFilterExpression"]?.document
      facts.expiries.append(
        CollectionFacts.Expiry(
          index: index["name"]?.string ?? path,
          path: path,
          sparesHeld: entity.flags.legalHold.map { filter?[$0]?.bool == false } ?? false,
          isAtDate: seconds == 0
        )
      )
    }
  }

  private func look(
    into value: MongoValue,
    at path: String,
    depth: Int,
    _ found: inout [String: String]
  ) {
    guard depth < Self.deepest, !covered.contains(path) else { return }
    switch value {
    case .document(let document):
      for (name, member) in document.elements where !(path.isEmpty && isKnown(name)) {
        let below = path.isEmpty ? name : path + "." + name
        guard !covered.contains(below) else { continue }
        if let look = Self.look(of: member, named: name) { found[below] = look }
        look(into: member, at: below, depth: depth + 1, &found)
      }
    case .array(let items):
      for item in items.prefix(20) {
        if found[path] == nil, let look = Self.look(of: item, named: "") { found[path] = look }
        look(into: item, at: path, depth: depth + 1, &found)
      }
    default: return
    }
  }

  /// Ids, flags and times are no personal data by themselves.
  private func isKnown(_ name: String) -> Bool {
    name == "_id" || name == EntityMapper.holdIDs || name == entity.flags.legalHold
      || name == entity.flags.stripped || name == entity.flags.archivedAt
  }

  /// By its name, else by its look; nil for what is neither, and for what was taken away already.
  private static func look(of value: MongoValue, named name: String) -> String? {
    switch value {
    case .string(let text):
      guard !text.isEmpty, !Placeholder.matches(text) else { return nil }
      switch MemberKind(name: name) {
      case .email: return "e-mail"
      case .phone: return "phone"
      case .name: return "name"
      case .personal: return "personal"
      case .secret: return "secret"
      case .sessionID: return "session id"
      case .plain: break
      }
      let cut = String(text.utf8Prefix(4096))
      if PersonalText.maskingEmails(in: cut) != nil { return "e-mail in its text" }
      return isPhone(cut) ? "looks like a phone number" : nil
    case .date, .int32, .int64, .double:
      return MemberKind(name: name) == .personal ? "personal" : nil
    default: return nil
    }
  }

  /// A whole text in the form of E.164 or of a number that people write.
  private static func isPhone(_ text: String) -> Bool {
    guard text.first == "+", (8...20).contains(text.utf8.count) else { return false }
    return text.dropFirst().allSatisfy { $0.isNumber || " -().".contains($0) }
      && (7...15).contains(text.count(where: \.isNumber))
  }
}
