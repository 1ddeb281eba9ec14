import ConsoleDomain
import ConsoleMongo

/// Reads documents by their ids, in as many steps as their size needs.
struct DocumentPages: Sendable {
  /// Documents that are read at once.
  static let size = 500

  let client: MongoClient
  let namespace: MongoNamespace
  var readConcern: MongoReadConcern = .local
  let deadline: Duration

  /// The documents that are there, in any order.
  ///
  /// A page that is too large in bytes is read in halves, down to one document.
  func documents(
    _ ids: some RandomAccessCollection<MongoValue>,
    projection: MongoDocument? = nil
  ) async throws(MongoFailure) -> [MongoDocument] {
    guard !ids.isEmpty else { return [] }
    do throws(MongoFailure) {
      return try await client.find(
        FindRequest(
          namespace,
          filter: ["_id": ["$in": .array(Array(ids))]],
          projection: projection,
          limit: ids.count,
          readConcern: readConcern
        ),
        deadline: deadline
      )
    } catch {
      guard error.code == .tooLarge, ids.count > 1 else { throw error }
      let all = Array(ids)
      let first = try await documents(all[..<(all.count / 2)], projection: projection)
      return try await first + documents(all[(all.count / 2)...], projection: projection)
    }
  }
}
