package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// The mapped collections of one database: the `EntityReads` port.
package struct MongoEntityReader: Sendable {
  private let databases: BackendDatabases
  private let profile: Profile
  private let resolver: SubjectResolver
  private let localNow: @Sendable () -> Instant

  /// Makes a reader; nothing is asked of the server yet.
  package init(
    client: MongoClient,
    database: String,
    profile: Profile,
    now: @escaping @Sendable () -> Instant
  ) {
    self.init(
      BackendDatabases(client: client, database: database, profile: profile),
      profile: profile,
      now: now
    )
  }

  init(
    _ databases: BackendDatabases,
    profile: Profile,
    now: @escaping @Sendable () -> Instant
  ) {
    self.databases = databases
    self.profile = profile
    resolver = SubjectResolver(databases: databases, profile: profile)
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
      stored: { key throws(StoreProblem) in try await self.stored(key) },
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
      let (identifiers, found) = try await resolver.identifiers(of: subject)
    else { throw .notFound(databases.main.endpoint, what: "the document of the subject") }
    var groups: [SubjectRecords.Group] = []
    for entity in profile.entities {
      groups.append(try await group(entity, identifiers, in: databases.main))
    }
    var unmapped = try await databases.unmapped(in: databases.main)
    let unreached = try await addTenants(to: &groups, &unmapped, identifiers)
    let events = SubjectEvents(
      client: databases.main.client,
      namespace: databases.main.namespace(profile.collections.events)
    )
    return SubjectRecords(
      identifiers: identifiers,
      subject: EntityMapper(entity: entity, tenantID: found.tenantID).row(found.value),
      groups: groups,
      events: try await events.counts(identifiers),
      unheldEvents: try await events.unheld(
        groups.flatMap(\.rows).filter { $0.hold == .yes }.map(\.key)
      ),
      unmapped: unmapped,
      unreached: unreached,
      readAt: localNow()
    )
  }

  /// What organisations keep of the subject in databases of their own.
  ///
  /// All of them are visited: an address or a user's id may stand in any, whatever organisation the
  /// subject belongs to.
  private func addTenants(
    to groups: inout [SubjectRecords.Group],
    _ unmapped: inout [String],
    _ identifiers: SubjectIdentifiers
  ) async throws(StoreProblem) -> [UnreachedTenant] {
    try await databases.eachTenant { placed throws(StoreProblem) in
      var found: [(index: Int, group: SubjectRecords.Group)] = []
      for (index, entity) in profile.entities.enumerated() where entity.isTenant {
        found.append((index, try await group(entity, identifiers, in: placed)))
      }
      unmapped += try await databases.unmapped(in: placed)
      for (index, group) in found {
        groups[index].rows += group.rows
        groups[index].incomplete = groups[index].incomplete ?? group.incomplete
      }
    }
  }

  /// One type's documents of the subject; a type that may not be read says so and hides no other.
  private func group(
    _ entity: EntityProfile,
    _ identifiers: SubjectIdentifiers,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> SubjectRecords.Group {
    var group = SubjectRecords.Group(type: entity.type, collection: entity.collection, rows: [])
    let filters = SubjectFilter.all(for: identifiers, in: entity)
    guard !filters.isEmpty else { return group }
    let mapper = EntityMapper(entity: entity, tenantID: placed.place.tenantID)
    var seen: Set<EntityKey> = []
    do throws(StoreProblem) {
      let read = try await EntityCollections(placed: placed).read(entity) {
        query throws(StoreProblem) in
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
      group.incomplete = "this identity may not read \(placed.name(of: entity.collection))"
    }
    return group
  }

  @concurrent private func page(
    _ request: EntityPageRequest
  ) async throws(StoreProblem) -> EntityPage {
    guard let entity = profile.entity(request.type) else {
      throw .notFound(databases.main.endpoint, what: "a type of that name in the profile")
    }
    let isFirst = request.place == .main && request.after == nil && entity.isTenant
    let reading = EntityPageReading(
      request: request,
      entity: entity,
      elsewhere: isFirst ? try await databases.ownDatabases() : nil,
      now: localNow
    )
    return try await databases.open(request.place) { placed throws(StoreProblem) in
      try await EntityCollections(placed: placed).read(entity) { query throws(StoreProblem) in
        try await reading.page(query)
      }.value
    }
  }

  @concurrent private func document(
    _ key: EntityKey
  ) async throws(StoreProblem) -> EntityDetail? {
    guard let entity = profile.entity(key.type), let id = key.id.value,
      let found = try await resolver.document(id, of: entity),
      let row = EntityMapper(entity: entity, tenantID: found.tenantID).row(found.value)
    else { return nil }
    var tree = EntityTree(entity: entity)
    return EntityDetail(
      row: row,
      tree: tree.masked(found.value),
      isPartial: found.isMasked,
      readAt: localNow()
    )
  }

  @concurrent private func reveal(
    _ key: EntityKey
  ) async throws(StoreProblem) -> RevealedEntity? {
    guard let entity = profile.entity(key.type), let id = key.id.value,
      let found = try await resolver.document(id, of: entity)
    else { return nil }
    var tree = EntityTree(entity: entity)
    return RevealedEntity(tree: tree.revealed(found.value))
  }

  /// Canonical Extended JSON, so that every type shows; text that is not UTF-8 can't be written so.
  @concurrent private func stored(_ key: EntityKey) async throws(StoreProblem) -> StoredValue? {
    guard let entity = profile.entity(key.type), let id = key.id.value,
      let found = try await resolver.document(id, of: entity)
    else { return nil }
    let bytes: [UInt8]
    do throws(MongoFailure) {
      let clear = try SecretMembers(entity).hiding(found.value).document
      bytes = Array(try clear.json(.canonical).utf8)
    } catch {
      throw StoreProblem(
        error,
        at: databases.main.endpoint,
        deadline: BoundedQuery.deadline
      )
    }
    let shown = bytes.prefix(StoredValue.limit)
    return StoredValue(
      text: SafeText.of(bytes: shown),
      shown: shown.count,
      length: bytes.count
    )
  }

  @concurrent private func clearNames(
    of type: String,
    _ ids: [DocumentID]
  ) async throws(StoreProblem) -> [DocumentID: String] {
    guard let entity = profile.entity(type) else { return [:] }
    let mapper = EntityMapper(entity: entity)
    let values = ids.compactMap(\.value)
    let collections = EntityCollections(placed: databases.main)
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
}
