package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// The mapped collections of one database: the `EntityReads` port.
package struct MongoEntityReader: Sendable {
  private let client: MongoClient
  private let database: String
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
    self.client = client
    self.database = database
    self.profile = profile
    resolver = SubjectResolver(client: client, database: database, profile: profile)
    localNow = now
  }

  /// The port.
  package var port: EntityReads {
    EntityReads(
      find: { selector throws(StoreProblem) in try await self.find(selector) },
      records: { subject throws(StoreProblem) in try await self.records(subject) },
      page: { request throws(StoreProblem) in try await self.page(request) }
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
      let query = try await BoundedQuery(
        client: client,
        namespace: MongoNamespace(database, entity.collection)
      )
      for filter in filters {
        let answer = try await query.find(
          filter.filter,
          by: filter.path,
          projection: mapper.projection
        )
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
    let mapper = EntityMapper(entity: entity)
    let namespace = MongoNamespace(database, entity.collection)
    let limit = min(max(request.limit, 1), 1_000)
    let find = FindRequest(
      namespace,
      filter: filter(request, of: entity),
      projection: mapper.projection,
      limit: limit + 1
    )
    do throws(MongoFailure) {
      let documents = try await client.find(
        find.page(after: request.after?.value, descending: true),
        deadline: BoundedQuery.deadline
      )
      return EntityPage(
        rows: documents.prefix(limit).compactMap(mapper.row),
        hasMore: documents.count > limit,
        estimatedTotal: try await client.estimatedCount(
          of: namespace,
          deadline: BoundedQuery.deadline
        ),
        readAt: localNow()
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: BoundedQuery.deadline)
    }
  }

  private func filter(_ request: EntityPageRequest, of entity: EntityProfile) -> MongoDocument {
    var elements: [(String, MongoValue)] = []
    if let isHeld = request.isHeld, let flag = entity.flags.legalHold {
      elements.append((flag, isHeld ? true : ["$ne": true]))
    }
    if let id = request.organizationID, let path = entity.organizationPath?.filterName {
      let values = DocumentID.candidates(id).compactMap(\.value)
      elements.append((path, ["$in": .array(values)]))
    }
    return (try? MongoDocument(elements: elements)) ?? [:]
  }

  /// What is in the database and in no mapping: a plan has to say what it does not cover.
  private func unmapped() async throws(StoreProblem) -> [String] {
    let mapped = Set(profile.entities.map(\.collection))
      .union([profile.collections.events, profile.collections.maskedUsers ?? ""])
    do throws(MongoFailure) {
      return try await client.collectionNames(in: database, deadline: BoundedQuery.deadline)
        .filter { !mapped.contains($0) && !$0.hasPrefix("system.") && !$0.hasSuffix("_masked") }
        .map { SafeText.of($0) }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: BoundedQuery.deadline)
    }
  }
}
