package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// What a strip would take away, read from MongoDB: the `StripReads` port.
package struct MongoStripReads: Sendable {
  private static let deadline: Duration = .seconds(30)
  private static let atOnce = 500

  private let client: MongoClient
  private let database: String
  private let profile: Profile

  /// Makes a reader.
  package init(client: MongoClient, database: String, profile: Profile) {
    self.client = client
    self.database = database
    self.profile = profile
  }

  /// The port.
  package var port: StripReads {
    StripReads(preview: { keys throws(StoreProblem) in try await self.preview(keys) })
  }

  @concurrent private func preview(
    _ keys: [EntityKey]
  ) async throws(StoreProblem) -> StripPreview {
    var preview = StripPreview()
    for entity in profile.entities {
      let ids = keys.filter { $0.type == entity.type }.compactMap(\.id.value)
      var counts = PathCounts(place: entity.collection)
      for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
        let page = Array(ids[start..<min(start + Self.atOnce, ids.count)])
        for document in try await documents(page, of: entity) {
          preview.documents.append(planned(document, entity, &counts))
        }
      }
      preview.paths += counts.paths
    }
    return preview
  }

  private func planned(
    _ document: MongoDocument,
    _ entity: EntityProfile,
    _ counts: inout PathCounts
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
      let edit = try StripEdit(of: document, entity)
      counts.add(edit.changes)
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
      return try await client.find(
        FindRequest(
          MongoNamespace(database, entity.collection),
          filter: ["_id": ["$in": .array(ids)]],
          limit: max(ids.count, 1)
        ),
        deadline: Self.deadline
      )
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
