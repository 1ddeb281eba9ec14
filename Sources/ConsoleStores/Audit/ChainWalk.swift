import ConsoleDomain
import ConsoleMongo

/// Walks the whole chain in pages, so that reading it takes the same memory however long it is.
struct ChainWalk: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let headersAtOnce = 500
  /// Bodies in one query; fewer when they are large.
  private static let bodiesAtOnce = 100

  let client: MongoClient
  let console: String
  let endpoint: StoreEndpoint

  /// Hands over every link from a sequence on, in the order of the chain, a page at a time, until the
  /// visitor answers false or the chain ends.
  func links(
    from first: Int64,
    _ visit: @Sendable ([AuditLink]) async throws(StoreProblem) -> Bool
  ) async throws(StoreProblem) {
    try await headers(from: first) { headers throws(StoreProblem) in
      var rest = headers[...]
      while !rest.isEmpty {
        let headers = rest.prefix(Self.bodiesAtOnce)
        rest = rest.dropFirst(headers.count)
        guard try await visit(links(of: headers)) else { return false }
      }
      return true
    }
  }

  /// The same without the bodies.
  func headers(
    from first: Int64,
    _ visit: @Sendable ([AuditHeader]) async throws(StoreProblem) -> Bool
  ) async throws(StoreProblem) {
    var last: MongoValue?
    while true {
      let request = FindRequest(
        MongoNamespace(console, AuditDocuments.headers),
        filter: first > 0 ? ["_id": ["$gte": .int64(first)]] : [:],
        limit: Self.headersAtOnce,
        readConcern: .majority
      )
      let documents = try await find(request.page(after: last))
      guard let id = documents.last?["_id"] else { return }
      last = id
      let headers = documents.map {
        AuditDocuments.header($0) ?? AuditDocuments.damagedHeader($0)
      }
      guard try await visit(headers) else { return }
      if Task.isCancelled { throw .cancelled }
    }
  }

  private func links(
    of headers: ArraySlice<AuditHeader>
  ) async throws(StoreProblem) -> [AuditLink] {
    let ids = headers.map { MongoValue.string($0.eventID) }
    let request = FindRequest(
      MongoNamespace(console, AuditDocuments.bodies),
      filter: ["_id": ["$in": .array(ids)]],
      limit: ids.count,
      readConcern: .majority
    )
    let documents: [MongoDocument]
    do throws(MongoFailure) {
      documents = try await client.find(request, deadline: Self.deadline)
    } catch {
      switch error.code {
      case .tooLarge where headers.count > 1:
        let half = headers.count / 2
        return try await links(of: headers.prefix(half)) + links(of: headers.dropFirst(half))
      case .unauthorized:
        // Headers can still be checked by those who may not read bodies.
        return headers.map { AuditLink(header: $0, body: .notExpected) }
      default: throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
    }
    var bodies: [String: AuditBody] = [:]
    for document in documents {
      guard let id = document["_id"]?.string else { continue }
      // A body that can't be read back matches no root.
      bodies[id] = AuditDocuments.body(document) ?? AuditBody(eventID: id, fields: [])
    }
    return headers.map {
      AuditLink(header: $0, body: bodies[$0.eventID].map { .stored($0) } ?? .missing)
    }
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }
}
