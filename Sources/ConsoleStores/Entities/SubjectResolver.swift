import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Finds out whom a person means, and what that subject's documents can be found by.
struct SubjectResolver: Sendable {
  /// Most candidates that a name or a number gives.
  static let candidateLimit = 50

  let client: MongoClient
  let database: String
  let profile: Profile

  /// The type whose documents are the backend's users.
  var userType: EntityProfile? {
    profile.entities.first { $0.collection == profile.collections.users }
  }

  /// Documents that the selector may mean, most likely types first.
  func candidates(
    _ selector: SubjectSelector
  ) async throws(StoreProblem) -> SubjectCandidates {
    switch selector {
    case .user(.userID(let id)):
      return try await collect(Array(userType.map { [$0] } ?? [])) { _ in
        [("_id", ["_id": ["$in": .array(DocumentID.candidates(id).compactMap(\.value))]])]
      }
    case .user(.email(let address)):
      let identifiers = SubjectIdentifiers(emails: [address])
      return try await collect(profile.entities) { entity in
        SubjectFilter.all(for: identifiers, in: entity).map { ($0.path, $0.filter) }
      }
    case .phone(let number):
      let identifiers = SubjectIdentifiers(phones: [number])
      return try await collect(profile.entities) { entity in
        SubjectFilter.all(for: identifiers, in: entity).map { ($0.path, $0.filter) }
      }
    case .entity(let key):
      let values = DocumentID.candidates(key.id.text).compactMap(\.value)
      return try await collect(profile.entities.filter { $0.type == key.type }) { _ in
        [("_id", ["_id": ["$in": .array(values)]])]
      }
    case .name(let name): return try await named(name)
    }
  }

  /// What the documents of this subject can be found by; nil when the subject's document is not there.
  func identifiers(
    of subject: EntityKey
  ) async throws(StoreProblem) -> (SubjectIdentifiers, MongoDocument)? {
    guard let entity = profile.entity(subject.type), let id = subject.id.value else { return nil }
    let query = try await query(entity)
    let filter: MongoDocument = ["_id": id]
    guard
      let document = try await query.find(filter, by: "_id", projection: [:], limit: 1)
        .documents.first
    else { return nil }
    var identifiers = Self.identifiers(in: document, of: entity)
    identifiers.entities.insert(subject)
    if entity.collection == profile.collections.users {
      identifiers.userIDs.insert(subject.id.text)
    } else {
      try await addUsers(to: &identifiers)
    }
    return (identifiers, document)
  }

  /// The keys that stand in a document itself; placeholders of an earlier strip lead nowhere.
  static func identifiers(
    in document: MongoDocument,
    of entity: EntityProfile
  ) -> SubjectIdentifiers {
    func texts(_ key: EntityProfile.Reach.Key) -> [String] {
      entity.paths(of: key).flatMap { $0.texts(in: document) }
        .filter { !Placeholder.matches($0) }
    }
    return SubjectIdentifiers(
      userIDs: Set(
        entity.paths(of: .user).flatMap { $0.values(in: document) }
          .compactMap(\.idText)
      ),
      emails: Set(texts(.email).map { $0.lowercased() }),
      phones: Set(texts(.phone))
    )
  }

  /// A contact's or person's address may be that of a user: then the user's documents are theirs, too.
  private func addUsers(to identifiers: inout SubjectIdentifiers) async throws(StoreProblem) {
    guard let userType, !identifiers.emails.isEmpty else { return }
    let query = try await query(userType)
    for filter in SubjectFilter.all(
      for: SubjectIdentifiers(emails: identifiers.emails),
      in: userType
    ) {
      let found = try await query.find(
        filter.filter,
        by: filter.path,
        projection: ["_id": 1],
        limit: Self.candidateLimit
      )
      identifiers.userIDs.formUnion(found.documents.compactMap { DocumentID($0["_id"])?.text })
    }
  }

  private func named(_ name: String) async throws(StoreProblem) -> SubjectCandidates {
    let pattern = MongoValue.regex(pattern: Self.escaped(name), options: "i")
    return try await collect(profile.entities) { entity in
      entity.personal.filter { $0.kind == .name }.compactMap { field in
        field.path.filterName.map { ($0, MongoDocument(dictionaryLiteral: ($0, pattern))) }
      }
    }
  }

  private func collect(
    _ entities: [EntityProfile],
    _ filters: (EntityProfile) -> [(path: String, filter: MongoDocument)]
  ) async throws(StoreProblem) -> SubjectCandidates {
    var result = SubjectCandidates(rows: [])
    var seen: Set<EntityKey> = []
    for entity in entities {
      let filters = filters(entity)
      guard !filters.isEmpty else { continue }
      let mapper = EntityMapper(entity: entity)
      let query = try await query(entity)
      for (path, filter) in filters {
        let answer = try await query.find(
          filter,
          by: path,
          projection: mapper.projection,
          limit: Self.candidateLimit
        )
        if let incomplete = answer.incomplete, result.incomplete == nil {
          result.incomplete = "\(entity.collection): \(incomplete)"
        }
        result.rows += answer.documents.compactMap(mapper.row).filter {
          seen.insert($0.key).inserted
        }
      }
    }
    return result
  }

  private func query(_ entity: EntityProfile) async throws(StoreProblem) -> BoundedQuery {
    try await BoundedQuery(
      client: client,
      namespace: MongoNamespace(database, entity.collection)
    )
  }

  /// PCRE takes any character but letters and digits after a backslash as itself.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { pattern, character in
      if !character.isLetter, !character.isNumber, character.isASCII { pattern += "\\" }
      pattern.append(character)
    }
  }
}
