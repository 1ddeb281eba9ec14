import ConsoleDomain
import ConsoleMongo

/// Finds documents through an index, or, where there is none, among the newest so many documents.
struct BoundedQuery: Sendable {
  /// Most documents that a query without an index looks at.
  static let examined = 100_000
  /// Most documents that a query answers.
  static let answered = 2_000
  static let deadline: Duration = .seconds(4)

  let client: MongoClient
  let namespace: MongoNamespace
  let indexes: IndexCatalog
  let endpoint: StoreEndpoint

  /// What a query found, and why there may be more.
  struct Answer {
    var documents: [MongoDocument] = []
    var incomplete: String?
  }

  /// Prepares queries on a collection, or on a view of it, whose queries use the indexes below.
  init(
    client: MongoClient,
    namespace: MongoNamespace,
    view: String? = nil
  ) async throws(StoreProblem) {
    self.client = client
    self.namespace = view.map { MongoNamespace(namespace.database, $0) } ?? namespace
    endpoint = StoreEndpoint(client)
    do throws(MongoFailure) {
      indexes = IndexCatalog(try await client.indexes(of: namespace, deadline: Self.deadline))
    } catch {
      guard case .unauthorized = error.code else {
        throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
      // Those who may not list indexes get the bounded query everywhere.
      indexes = IndexCatalog([])
    }
  }

  /// The documents with this filter; `path` is what an index would have to lead with.
  func find(
    _ filter: MongoDocument,
    by path: String,
    projection: MongoDocument,
    limit: Int = answered
  ) async throws(StoreProblem) -> Answer {
    do throws(MongoFailure) {
      return indexes.serves(path)
        ? try await indexed(filter, projection, limit)
        : try await scanned(filter, path, projection, limit)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private func indexed(
    _ filter: MongoDocument,
    _ projection: MongoDocument,
    _ limit: Int
  ) async throws(MongoFailure) -> Answer {
    let request = FindRequest(
      namespace,
      filter: filter,
      projection: projection,
      limit: limit + 1
    )
    return Self.answer(try await client.find(request, deadline: Self.deadline), limit)
  }

  private func scanned(
    _ filter: MongoDocument,
    _ path: String,
    _ projection: MongoDocument,
    _ limit: Int
  ) async throws(MongoFailure) -> Answer {
    let total = try await client.estimatedCount(of: namespace, deadline: Self.deadline)
    guard total > 0 else { return Answer() }
    var stages: [MongoDocument] = [
      ["$sort": ["_id": -1]], ["$limit": MongoValue(Self.examined)],
      ["$match": .document(filter)], ["$limit": MongoValue(limit + 1)],
    ]
    // An empty projection means everything to `find`, and is refused here.
    if !projection.isEmpty { stages.append(["$project": .document(projection)]) }
    let request = AggregateRequest(namespace, stages, limit: limit + 1)
    var answer = Self.answer(
      try await client.aggregate(request, deadline: Self.deadline),
      limit
    )
    if total > Self.examined, answer.incomplete == nil {
      answer.incomplete =
        "no index on \(path): only the newest \(Self.examined) of about \(total) were searched"
    }
    return answer
  }

  private static func answer(_ documents: [MongoDocument], _ limit: Int) -> Answer {
    guard documents.count > limit else { return Answer(documents: documents) }
    return Answer(
      documents: Array(documents.prefix(limit)),
      incomplete: "more than \(limit) were found"
    )
  }
}
