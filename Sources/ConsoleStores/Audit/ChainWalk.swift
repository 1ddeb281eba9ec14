import ConsoleDomain
import ConsoleMongo

/// Walks the whole chain in pages, so that verifying takes the same memory however long it is.
struct ChainWalk: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let headersAtOnce = 500
  /// Bodies in one query; fewer when they are large.
  private static let bodiesAtOnce = 100

  let client: MongoClient
  let console: String
  let endpoint: StoreEndpoint

  /// Checks every header and body in the order of the chain.
  func verify(
    _ progress: @Sendable (Int64) -> Void
  ) async throws(StoreProblem) -> AuditVerification {
    var verifier = AuditChainVerifier()
    var last: MongoValue?
    while true {
      let request = FindRequest(
        MongoNamespace(console, AuditDocuments.headers),
        limit: Self.headersAtOnce,
        readConcern: .majority
      )
      let documents = try await find(request.page(after: last))
      guard let id = documents.last?["_id"] else { return verifier.result }
      last = id
      var rest = documents.map {
        AuditDocuments.header($0) ?? AuditDocuments.damagedHeader($0)
      }[...]
      while !rest.isEmpty {
        let headers = rest.prefix(Self.bodiesAtOnce)
        rest = rest.dropFirst(headers.count)
        try await add(headers, to: &verifier)
      }
      progress(verifier.result.headers)
      if Task.isCancelled { throw .cancelled }
    }
  }

  private func add(
    _ headers: ArraySlice<AuditHeader>,
    to verifier: inout AuditChainVerifier
  ) async throws(StoreProblem) {
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
        try await add(headers.prefix(half), to: &verifier)
        try await add(headers.dropFirst(half), to: &verifier)
      case .unauthorized:
        // Headers can still be checked by those who may not read bodies.
        for header in headers { verifier.add(header, body: .notExpected) }
      default: throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
      return
    }
    var bodies: [String: AuditBody] = [:]
    for document in documents {
      guard let id = document["_id"]?.string else { continue }
      // A body that can't be read back matches no root.
      bodies[id] = AuditDocuments.body(document) ?? AuditBody(eventID: id, fields: [])
    }
    for header in headers {
      verifier.add(header, body: bodies[header.eventID].map { .stored($0) } ?? .missing)
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
