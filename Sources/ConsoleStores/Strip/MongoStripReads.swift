package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// What a strip would take away, read from MongoDB: the `StripReads` port.
package struct MongoStripReads: Sendable {
  private static let deadline: Duration = .seconds(30)
  private let client: MongoClient
  private let database: String
  private let profile: Profile
  private let residue: ResidueSearch

  /// Makes a reader; the search for what is left reads Redis and the console's own database, too.
  package init(
    client: MongoClient,
    redis: RedisClient,
    database: String,
    consoleDatabase: String,
    profile: Profile
  ) {
    self.client = client
    self.database = database
    self.profile = profile
    residue = ResidueSearch(
      redis: redis,
      mongo: client,
      database: database,
      console: consoleDatabase,
      profile: profile
    )
  }

  /// The port.
  package var port: StripReads {
    StripReads(
      preview: { keys throws(StoreProblem) in try await self.preview(keys) },
      values: { keys throws(StoreProblem) in try await self.values(keys) },
      causedEntities: { values, subjects throws(StoreProblem) in
        try await self.causedEntities(values, subjects)
      },
      residue: { values, isStopped in await self.left(of: values, isStopped) }
    )
  }

  @concurrent private func left(
    of values: SubjectValues,
    _ isStopped: @escaping @Sendable () -> Bool
  ) async -> ResidueReport {
    await residue.report(on: values, isStopped: isStopped)
  }

  @concurrent private func causedEntities(
    _ values: SubjectValues,
    _ subjects: Set<String>
  ) async throws(StoreProblem) -> Set<EntityKey> {
    let caused = CausedEvents(client: client, database: database, profile: profile)
    return caused.entities(of: try await caused.find(values, except: subjects).documents)
  }

  @concurrent private func values(
    _ keys: [EntityKey]
  ) async throws(StoreProblem) -> SubjectValues {
    var values = SubjectValues()
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      for start in stride(from: 0, to: ids.count, by: DocumentPages.size) {
        let page = Array(ids[start..<min(start + DocumentPages.size, ids.count)])
        for document in try await documents(page, of: entity) { values.add(document, of: entity) }
      }
    }
    return values
  }

  @concurrent private func preview(
    _ keys: [EntityKey]
  ) async throws(StoreProblem) -> StripPreview {
    var preview = StripPreview()
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      var counts = PathCounts(place: entity.collection)
      var suspects = SuspectPaths(place: entity.collection)
      let rules = StripRules(entity)
      for start in stride(from: 0, to: ids.count, by: DocumentPages.size) {
        let page = Array(ids[start..<min(start + DocumentPages.size, ids.count)])
        for document in try await documents(page, of: entity) {
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
      place: entity.collection,
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
    of entity: EntityProfile
  ) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await DocumentPages(
        client: client,
        namespace: MongoNamespace(database, entity.collection),
        deadline: Self.deadline
      ).documents(ids)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
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
