import ConsoleDomain
import ConsoleMongo

/// Which paths of a collection an index leads with, so that a query for them is cheap.
struct IndexCatalog: Sendable {
  private let leading: Set<String>

  init(_ indexes: [MongoDocument]) {
    leading = Set(
      indexes.compactMap { index in
        // A partial or hidden index need not serve a query that does not name its filter.
        guard index["partialFilterExpression"] == nil, index["hidden"]?.bool != true else {
          return nil
        }
        return index["key"]?.document?.keys.first
      }
    )
  }

  /// Whether an equality on this path finds its documents through an index.
  func serves(_ path: String) -> Bool {
    path == "_id" || leading.contains(path)
  }
}
