import ConsoleDomain
import ConsoleMongo

/// Which documents the pictures of held subjects reach: by id and by address, as the profile says.
///
/// The other way round than a picture, which would ask every collection for every held subject: what
/// stands at the reaching paths of a few documents is compared with what the subjects are found by. An
/// address is compared without regard to case, so that this reaches no less than a picture does.
struct HeldSubjects: Sendable {
  private static let deadline: Duration = .seconds(10)
  private static let atOnce = 1_000

  let databases: BackendDatabases
  let profile: Profile

  private var resolver: SubjectResolver {
    SubjectResolver(databases: databases, profile: profile)
  }

  @concurrent func reaching(
    _ keys: [EntityKey],
    in placed: PlacedDatabase,
    from subjects: Set<EntityKey>
  ) async throws(StoreProblem) -> [EntityKey: Set<EntityKey>] {
    var traces = SubjectTraces()
    for subject in subjects {
      // One whose document is gone is still found by its own id.
      let found = try await resolver.identifiers(of: subject)?.0
      traces.add(found ?? identifiers(ofGone: subject), of: subject)
    }
    var reached: [EntityKey: Set<EntityKey>] = [:]
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
        let page = Array(ids[start..<min(start + Self.atOnce, ids.count)])
        for document in try await documents(page, of: entity, in: placed) {
          guard let id = DocumentID(document["_id"]) else { continue }
          let key = EntityKey(type: entity.type, id: id)
          let found = traces.subjects(
            reaching: key,
            by: SubjectResolver.identifiers(in: document, of: entity),
            isUser: entity.collection == profile.collections.users
          )
          if !found.isEmpty { reached[key] = found }
        }
      }
    }
    return reached
  }

  private func identifiers(ofGone subject: EntityKey) -> SubjectIdentifiers {
    let isUser = profile.entity(subject.type)?.collection == profile.collections.users
    return SubjectIdentifiers(userIDs: isUser ? [subject.id.text] : [], entities: [subject])
  }

  private func documents(
    _ ids: [MongoValue],
    of entity: EntityProfile,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      let roots = Set(entity.reach.compactMap(\.path.root)).subtracting(["_id"]).sorted()
      return try await placed.client.find(
        FindRequest(
          placed.namespace(entity.collection),
          filter: ["_id": ["$in": .array(ids)]],
          projection: try MongoDocument(elements: (["_id"] + roots).map { ($0, 1) }),
          limit: ids.count,
          readConcern: .majority
        ),
        deadline: Self.deadline
      )
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }
}

/// What held subjects are found by, each value with whose it is.
private struct SubjectTraces {
  private var entities: [EntityKey: Set<EntityKey>] = [:]
  private var userIDs: [String: Set<EntityKey>] = [:]
  private var emails: [String: Set<EntityKey>] = [:]
  private var phones: [String: Set<EntityKey>] = [:]

  mutating func add(_ identifiers: SubjectIdentifiers, of subject: EntityKey) {
    for key in identifiers.entities { entities[key, default: []].insert(subject) }
    for id in identifiers.userIDs { userIDs[id, default: []].insert(subject) }
    for address in identifiers.emails { emails[address, default: []].insert(subject) }
    for number in identifiers.phones { phones[number, default: []].insert(subject) }
  }

  func subjects(
    reaching key: EntityKey,
    by identifiers: SubjectIdentifiers,
    isUser: Bool
  ) -> Set<EntityKey> {
    var found = entities[key] ?? []
    if isUser { found.formUnion(userIDs[key.id.text] ?? []) }
    for id in identifiers.userIDs { found.formUnion(userIDs[id] ?? []) }
    for address in identifiers.emails { found.formUnion(emails[address] ?? []) }
    for number in identifiers.phones { found.formUnion(phones[number] ?? []) }
    return found
  }
}
