import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Finds out whom a person means, and what that subject's documents can be found by.
struct SubjectResolver: Sendable {
  /// Most candidates that a name or a number gives.
  static let candidateLimit = 50

  let databases: BackendDatabases
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
  ) async throws(StoreProblem) -> (SubjectIdentifiers, Found)? {
    guard let entity = profile.entity(subject.type), let id = subject.id.value else { return nil }
    guard let found = try await document(id, of: entity) else { return nil }
    var identifiers = Self.identifiers(in: found.value, of: entity)
    identifiers.entities.insert(subject)
    if entity.collection == profile.collections.users {
      identifiers.userIDs.insert(subject.id.text)
    } else {
      try await addUsers(to: &identifiers)
    }
    return (identifiers, found)
  }

  /// A document as it was found.
  struct Found {
    var value: MongoDocument
    /// Whether it is what a masked view shows of it.
    var isMasked: Bool
    /// The organisation in whose own database it lies.
    var tenantID: String?
  }

  /// One document whole, or what its masked view shows of it, wherever it lies; nil when it is in none
  /// of the databases that could be reached.
  func document(
    _ id: MongoValue,
    of entity: EntityProfile
  ) async throws(StoreProblem) -> Found? {
    if let found = try await document(id, of: entity, in: databases.main) { return found }
    guard entity.isTenant else { return nil }
    var found: Found?
    _ = try await databases.eachTenant { placed throws(StoreProblem) in
      if found == nil { found = try await document(id, of: entity, in: placed) }
    }
    return found
  }

  private func document(
    _ id: MongoValue,
    of entity: EntityProfile,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> Found? {
    let read = try await EntityCollections(placed: placed).read(entity) {
      query throws(StoreProblem) in
      try await query.find(["_id": id], by: "_id", projection: [:], limit: 1).documents.first
    }
    return read.value.map {
      Found(value: $0, isMasked: read.isMasked, tenantID: placed.place.tenantID)
    }
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
    let filters = SubjectFilter.all(
      for: SubjectIdentifiers(emails: identifiers.emails),
      in: userType
    )
    let found = try await EntityCollections(placed: databases.main).read(userType) {
      query throws(StoreProblem) in
      var ids: [String] = []
      for filter in filters {
        let answer = try await query.find(
          filter.filter,
          by: filter.path,
          projection: ["_id": 1],
          limit: Self.candidateLimit
        )
        ids += answer.documents.compactMap { DocumentID($0["_id"])?.text }
      }
      return ids
    }
    identifiers.userIDs.formUnion(found.value)
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
    try await collect(entities, filters, in: databases.main, &result, &seen)
    let tenantTypes = entities.filter(\.isTenant)
    guard !tenantTypes.isEmpty else { return result }
    let unreached = try await databases.eachTenant { placed throws(StoreProblem) in
      try await collect(tenantTypes, filters, in: placed, &result, &seen)
    }
    result.incomplete =
      result.incomplete ?? unreached.first.map { "the own database of \($0.text)" }
    return result
  }

  private func collect(
    _ entities: [EntityProfile],
    _ filters: (EntityProfile) -> [(path: String, filter: MongoDocument)],
    in placed: PlacedDatabase,
    _ result: inout SubjectCandidates,
    _ seen: inout Set<EntityKey>
  ) async throws(StoreProblem) {
    let collections = EntityCollections(placed: placed)
    for entity in entities {
      let mapper = EntityMapper(entity: entity, tenantID: placed.place.tenantID)
      let filters = filters(entity)
      guard !filters.isEmpty else { continue }
      var found: [BoundedQuery.Answer] = []
      do throws(StoreProblem) {
        let read = try await collections.read(entity) { query throws(StoreProblem) in
          var answers: [BoundedQuery.Answer] = []
          for (path, filter) in filters {
            answers.append(
              try await query.find(
                filter,
                by: path,
                projection: mapper.projection,
                limit: Self.candidateLimit
              )
            )
          }
          return answers
        }
        found = read.value
        if read.isMasked { note(EntityCollections.masked, of: entity, in: &result) }
      } catch {
        // What this identity may not read hides nobody whom another collection knows.
        guard case .unauthorized = error else { throw error }
        note("this identity may not read it", of: entity, in: &result)
      }
      for answer in found {
        if let incomplete = answer.incomplete { note(incomplete, of: entity, in: &result) }
        result.rows += answer.documents.compactMap(mapper.row).filter {
          seen.insert($0.key).inserted
        }
      }
    }
  }

  /// Keeps the first reason; one is enough to know that there may be others.
  private func note(
    _ reason: String,
    of entity: EntityProfile,
    in result: inout SubjectCandidates
  ) {
    result.incomplete = result.incomplete ?? "\(entity.collection): \(reason)"
  }

  /// PCRE takes any character but letters and digits after a backslash as itself.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { pattern, character in
      if !character.isLetter, !character.isNumber, character.isASCII { pattern += "\\" }
      pattern.append(character)
    }
  }
}
