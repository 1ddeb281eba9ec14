package import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis

/// What a strip would take away, read from MongoDB: the `StripReads` port.
package struct MongoStripReads: Sendable {
  private static let deadline: Duration = .seconds(30)
  private let databases: BackendDatabases
  private let profile: Profile
  private let residue: ResidueSearch

  /// Makes a reader; the search for what is left reads Redis and the console's own database, too.
  init(
    _ databases: BackendDatabases,
    redis: RedisClient,
    consoleDatabase: String,
    profile: Profile
  ) {
    self.databases = databases
    self.profile = profile
    residue = ResidueSearch(
      redis: redis,
      databases: databases,
      console: consoleDatabase,
      profile: profile
    )
  }

  /// The port.
  package var port: StripReads {
    StripReads(
      preview: { keys, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.preview(keys, in: placed)
        }
      },
      values: { keys, place throws(StoreProblem) in
        try await self.databases.open(place) { placed throws(StoreProblem) in
          try await self.values(keys, in: placed)
        }
      },
      causedEntities: { values, subjects throws(StoreProblem) in
        try await self.causedEntities(values, subjects)
      },
      residue: { values, places, isStopped in await self.left(of: values, places, isStopped) }
    )
  }

  @concurrent private func left(
    of values: SubjectValues,
    _ places: PlaceSurvey,
    _ isStopped: @escaping @Sendable () -> Bool
  ) async -> ResidueReport {
    await residue.report(on: values, in: places, isStopped: isStopped)
  }

  @concurrent private func causedEntities(
    _ values: SubjectValues,
    _ subjects: Set<String>
  ) async throws(StoreProblem) -> Set<EntityKey> {
    let caused = CausedEvents(
      client: databases.main.client,
      database: databases.main.database,
      profile: profile
    )
    return caused.entities(of: try await caused.find(values, except: subjects).documents)
  }

  @concurrent private func values(
    _ keys: [EntityKey],
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> SubjectValues {
    var values = SubjectValues()
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      for start in stride(from: 0, to: ids.count, by: DocumentPages.size) {
        let page = Array(ids[start..<min(start + DocumentPages.size, ids.count)])
        for document in try await documents(page, of: entity, in: placed) {
          values.add(document, of: entity)
        }
      }
    }
    return values
  }

  @concurrent private func preview(
    _ keys: [EntityKey],
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> StripPreview {
    var preview = StripPreview()
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      let place = placed.name(of: entity.collection)
      var counts = PathCounts(place: place)
      var suspects = SuspectPaths(place: place)
      let rules = StripRules(entity)
      for start in stride(from: 0, to: ids.count, by: DocumentPages.size) {
        let page = Array(ids[start..<min(start + DocumentPages.size, ids.count)])
        for document in try await documents(page, of: entity, in: placed) {
          preview.documents.append(planned(document, entity, rules, &counts, &suspects))
        }
      }
      preview.paths += counts.paths
      preview.suspects += suspects.suspects
    }
    return preview
  }

  private func planned(
    _ document: MongoDocument,
    _ entity: EntityProfile,
    _ rules: StripRules,
    _ counts: inout PathCounts,
    _ suspects: inout SuspectPaths
  ) -> PlannedDocument {
    let row = EntityMapper(entity: entity).row(document)
    var planned = PlannedDocument(
      place: counts.place,
      id: row?.key.id.text ?? "",
      label: row?.name
    )
    if HoldGuard.isHeld(document, of: entity) {
      planned.blocked = "legal_hold"
      return planned
    }
    do throws(StripFault) {
      let edit = try StripEdit(of: document, rules)
      counts.add(edit.changes)
      suspects.add(document, edit, rules)
      let isStripped = entity.flags.stripped.map { document[$0]?.bool == true } ?? false
      planned.change =
        edit.isEmpty && isStripped ? "stripped already" : "\(edit.changes.count) values"
    } catch {
      planned.blocked = "\(error.path): \(error.reason)"
    }
    return planned
  }

  private func documents(
    _ ids: [MongoValue],
    of entity: EntityProfile,
    in placed: PlacedDatabase
  ) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await DocumentPages(
        client: placed.client,
        namespace: placed.namespace(entity.collection),
        deadline: Self.deadline
      ).documents(ids)
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: Self.deadline)
    }
  }

  /// Counts by path, in the order in which they were met.
  private struct PathCounts {
    let place: String
    private(set) var paths: [StripPreview.Path] = []

    init(place: String) { self.place = place }

    mutating func add(_ changes: [StripEdit.Change]) {
      for change in changes {
        if let index = paths.firstIndex(where: { $0.path == change.path }) {
          paths[index].count += 1
        } else {
          paths.append(
            StripPreview.Path(place: place, path: change.path, count: 1, sample: change.sample)
          )
        }
      }
    }
  }
}
