import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Reads the documents of a selection in `_id` order, page by page.
struct HoldPages: Sendable {
  /// Documents that are read, and written, at once.
  static let size = 1_000

  let batch: HoldBatchRequest
  let entity: EntityProfile
  let placed: PlacedDatabase

  /// The documents after one; of frozen ids the next ones of the list.
  func page(
    after: DocumentID?,
    limit: Int,
    alsoWhere extra: MongoDocument = [:]
  ) async throws(MongoFailure) -> [HeldDocument] {
    guard limit > 0, let filter = batch.selection.filter(in: entity) else { return [] }
    let request = FindRequest(
      placed.namespace(entity.collection),
      filter: filter.and(extra),
      projection: try HeldDocument.projection(entity),
      limit: limit,
      readConcern: .majority
    )
    let found = try await placed.client.find(
      request.page(after: after?.value),
      deadline: .writeBatch
    )
    return found.compactMap { HeldDocument($0, of: entity) }
  }
}
