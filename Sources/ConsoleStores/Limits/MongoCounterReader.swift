import ConsoleDomain
import ConsoleMongo

/// Reads the counters of limiters that count in MongoDB, page by page in the order of their ids.
struct MongoCounterReader: Sendable {
  private static let deadline: Duration = .seconds(4)
  private static let pageSize = 1_000

  let client: MongoClient
  /// The backend's database, for limiters that name none.
  let database: String
  let limiters: [Profile.Limiter]

  /// A counter as it was found.
  struct Found: Sendable {
    var id: CounterID
    var reading: CounterReading
  }

  /// The places of the limiters that count in MongoDB.
  var places: [Int] { limiters.indices.filter { limiters[$0].format.store == .mongo } }

  /// Hands over every counter of a limiter, a page at a time, until the visitor answers false.
  func counters(
    of place: Int,
    _ visit: ([Found]) throws(StoreProblem) -> Bool
  ) async throws(StoreProblem) {
    guard let layout = layout(of: place) else { return }
    var last: MongoValue?
    while true {
      var request = FindRequest(
        layout.namespace,
        projection: layout.projection,
        limit: Self.pageSize
      )
      request.filter = layout.prefixFilter
      let documents = try await find(request.page(after: last))
      guard let id = documents.last?["_id"] else { return }
      last = id
      guard try visit(documents.compactMap { layout.counter($0, of: place) }) else { return }
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// These counters of one limiter, by their exact keys.
  func counters(
    of place: Int,
    keys: [[UInt8]]
  ) async throws(StoreProblem) -> [CounterID: CounterReading] {
    guard let layout = layout(of: place) else { return [:] }
    let names = keys.map { MongoValue.string(layout.prefix + String(decoding: $0, as: UTF8.self)) }
    let request = FindRequest(
      layout.namespace,
      filter: [layout.key: ["$in": .array(names)]],
      projection: layout.projection,
      limit: max(1, names.count * 2)
    )
    let found = try await find(request).compactMap { layout.counter($0, of: place) }
    return Dictionary(found.map { ($0.id, $0.reading) }, uniquingKeysWith: { first, _ in first })
  }

  private func layout(of place: Int) -> CounterDocument? {
    CounterDocument(limiters[place], database: database)
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
