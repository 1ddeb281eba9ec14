import ConsoleDomain
import ConsoleMongo

/// Which paths of a collection an index leads with, so that a query for them is cheap.
struct IndexCatalog: Sendable {
  private let leading: Set<String>
  private let single: Set<String>

  init(_ indexes: [MongoDocument]) {
    let keys = indexes.compactMap { index -> MongoDocument? in
      // A partial or hidden index need not serve a query that does not name its filter.
      guard index["partialFilterExpression"] == nil, index["hidden"]?.bool != true else {
        return nil
      }
      return index["key"]?.document
    }
    leading = Set(keys.compactMap(\.keys.first))
    single = Set(
      keys.compactMap { key in
        key.keys.count == 1 ? key.keys.first.flatMap { key[$0]?.int == 1 ? $0 : nil } : nil
      }
    )
  }

  /// Whether `{path: 1}` is the whole key of an index, so that a hint can name it so.
  func hasSingle(_ path: String) -> Bool { single.contains(path) }

  /// Whether an equality on this path finds its documents through an index.
  func serves(_ path: String) -> Bool {
    path == "_id" || leading.contains(path)
  }
}
