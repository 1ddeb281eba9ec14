package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// The mapped collections of one database: the `EntityReads` port.
package struct MongoEntityReader: Sendable {
  private let client: MongoClient
  private let database: String
  private let profile: Profile
  private let collections: EntityCollections
  private let resolver: SubjectResolver
  private let localNow: @Sendable () -> Instant

  /// Makes a reader; nothing is asked of the server yet.
  package init(
    client: MongoClient,
    database: String,
    profile: Profile,
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.database = database
    self.profile = profile
    collections = EntityCollections(client: client, database: database)
    resolver = SubjectResolver(client: client, database: database, profile: profile)
    localNow = now
  }

  /// The port.
  package var port: EntityReads {
    EntityReads(
      find: { selector throws(StoreProblem) in try await self.find(selector) },
      records: { subject throws(StoreProblem) in try await self.records(subject) },
      page: { request throws(StoreProblem) in try await self.page(request) },
      document: { key throws(StoreProblem) in try await self.document(key) },
      reveal: { key throws(StoreProblem) in try await self.reveal(key) },
      clearNames: { type, ids throws(StoreProblem) in try await self.clearNames(of: type, ids) }
    )
  }

  @concurrent private func find(
    _ selector: SubjectSelector
  ) async throws(StoreProblem) -> SubjectCandidates {
    try await resolver.candidates(selector)
  }

  @concurrent private func records(
    _ subject: EntityKey
  ) async throws(StoreProblem) -> SubjectRecords {
    guard let entity = profile.entity(subject.type),
      let (identifiers, document) = try await resolver.identifiers(of: subject)
    else { throw .notFound(StoreEndpoint(client), what: "the document of the subject") }
    var groups: [SubjectRecords.Group] = []
    for entity in profile.entities { groups.append(try await group(entity, identifiers)) }
    let events = SubjectEvents(
      client: client,
      namespace: MongoNamespace(database, profile.collections.events)
    )
    return SubjectRecords(
      identifiers: identifiers,
      subject: EntityMapper(entity: entity).row(document),
      groups: groups,
      events: try await events.counts(identifiers),
      unheldEvents: try await events.unheld(
        groups.flatMap(\.rows).filter { $0.hold == .yes }.map(\.key)
      ),
      unmapped: try await unmapped(),
      readAt: localNow()
    )
  }

  /// One type's documents of the subject; a type that may not be read says so and hides no other.
  private func group(
    _ entity: EntityProfile,
    _ identifiers: SubjectIdentifiers
  ) async throws(StoreProblem) -> SubjectRecords.Group {
    var group = SubjectRecords.Group(type: entity.type, collection: entity.collection, rows: [])
    let filters = SubjectFilter.all(for: identifiers, in: entity)
    guard !filters.isEmpty else { return group }
    let mapper = EntityMapper(entity: entity)
    var seen: Set<EntityKey> = []
    do throws(StoreProblem) {
      let read = try await collections.read(entity) { query throws(StoreProblem) in
        var answers: [BoundedQuery.Answer] = []
        for filter in filters {
          answers.append(
            try await query.find(
              filter.filter,
              by: filter.path,
              projection: mapper.projection
            )
          )
        }
        return answers
      }
      if read.isMasked { group.incomplete = EntityCollections.masked }
      for answer in read.value {
        group.incomplete = group.incomplete ?? answer.incomplete
        group.rows += answer.documents.compactMap(mapper.row).filter {
          seen.insert($0.key).inserted
        }
      }
    } catch {
      guard case .unauthorized = error else { throw error }
      group.incomplete = "this identity may not read \(entity.collection)"
    }
    return group
  }

  @concurrent private func page(
    _ request: EntityPageRequest
  ) async throws(StoreProblem) -> EntityPage {
    guard let entity = profile.entity(request.type) else {
      throw .notFound(StoreEndpoint(client), what: "a type of that name in the profile")
    }
    let reading = EntityPageReading(request: request, entity: entity, now: localNow)
    return try await collections.read(entity) { query throws(StoreProblem) in
      try await reading.page(query)
    }.value
  }

  @concurrent private func document(
    _ key: EntityKey
  ) async throws(StoreProblem) -> EntityDetail? {
    guard let entity = profile.entity(key.type), let id = key.id.value else { return nil }
    let (document, isMasked) = try await resolver.document(id, of: entity)
    guard let document, let row = EntityMapper(entity: entity).row(document) else { return nil }
    var tree = EntityTree(entity: entity)
    return EntityDetail(
      row: row,
      tree: tree.masked(document),
      isPartial: isMasked,
      readAt: localNow()
    )
  }

  @concurrent private func reveal(
    _ key: EntityKey
  ) async throws(StoreProblem) -> RevealedEntity? {
    guard let entity = profile.entity(key.type), let id = key.id.value,
      let document = try await resolver.document(id, of: entity).value
    else { return nil }
    var tree = EntityTree(entity: entity)
    return RevealedEntity(tree: tree.revealed(document))
  }

  @concurrent private func clearNames(
    of type: String,
    _ ids: [DocumentID]
  ) async throws(StoreProblem) -> [DocumentID: String] {
    guard let entity = profile.entity(type) else { return [:] }
    let mapper = EntityMapper(entity: entity)
    let values = ids.compactMap(\.value)
    let documents = try await collections.read(entity) { query throws(StoreProblem) in
      try await query.find(
        ["_id": ["$in": .array(values)]],
        by: "_id",
        projection: mapper.projection
      ).documents
    }.value
    var names: [DocumentID: String] = [:]
    for document in documents {
      guard let id = DocumentID(document["_id"]) else { continue }
      names[id] = mapper.clearName(of: document)
    }
    return names
  }

  /// What is in the database and in no mapping: a plan has to say what it does not cover.
  private func unmapped() async throws(StoreProblem) -> [String] {
    do throws(MongoFailure) {
      return UnmappedCollections(profile).among(
        try await client.collectionNames(in: database, deadline: BoundedQuery.deadline)
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: BoundedQuery.deadline)
    }
  }
}
