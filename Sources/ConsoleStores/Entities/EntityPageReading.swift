import ConsoleDomain
import ConsoleMongo

/// Reads one page of a type by `_id`, the newest first; how far in does not matter to its cost.
struct EntityPageReading: Sendable {
  private static let largest = 1_000

  let request: EntityPageRequest
  let entity: EntityProfile
  /// Whose documents lie elsewhere, as the first page tells.
  var elsewhere: String?
  let now: @Sendable () -> Instant

  func page(_ query: BoundedQuery) async throws(StoreProblem) -> EntityPage {
    let mapper = EntityMapper(entity: entity, tenantID: request.place.tenantID)
    let limit = min(max(request.limit, 1), Self.largest)
    let find = FindRequest(
      query.namespace,
      filter: filter,
      projection: mapper.projection,
      limit: limit + 1
    )
    do throws(MongoFailure) {
      let documents = try await query.client.find(
        find.page(after: request.after?.value, descending: true),
        deadline: BoundedQuery.deadline
      )
      return EntityPage(
        rows: documents.prefix(limit).compactMap(mapper.row),
        hasMore: documents.count > limit,
        // Only the beginning asks for it: a count is no reason to refuse a page.
        estimatedTotal: request.after == nil ? await estimate(query) : nil,
        elsewhere: elsewhere,
        readAt: now()
      )
    } catch {
      throw StoreProblem(error, at: query.endpoint, deadline: BoundedQuery.deadline)
    }
  }

  private func estimate(_ query: BoundedQuery) async -> Int? {
    try? await query.client.estimatedCount(of: query.namespace, deadline: BoundedQuery.deadline)
  }

  private var filter: MongoDocument {
    var elements: [(String, MongoValue)] = []
    if let id = request.id {
      let values = DocumentID.candidates(id).compactMap(\.value)
      elements.append(("_id", ["$in": .array(values)]))
    }
    if let isHeld = request.isHeld, let flag = entity.flags.legalHold {
      elements.append((flag, isHeld ? true : ["$ne": true]))
    }
    if let id = request.organizationID, let path = entity.organizationPath?.filterName {
      let values = DocumentID.candidates(id).compactMap(\.value)
      elements.append((path, ["$in": .array(values)]))
    }
    return (try? MongoDocument(elements: elements)) ?? [:]
  }
}
