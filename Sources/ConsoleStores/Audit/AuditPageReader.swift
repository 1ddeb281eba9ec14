import ConsoleDomain
import ConsoleMongo

/// Reads the newest records of both logs; one that can't be read does not hide the other.
struct AuditPageReader: Sendable {
  static let deadline: Duration = .seconds(4)
  /// Fields shown of one body: a large batch names thousands of targets.
  private static let fieldLimit = 400

  let client: MongoClient
  let console: String
  let events: MongoNamespace
  let endpoint: StoreEndpoint

  func newest(_ limit: Int, at now: Instant) async throws(StoreProblem) -> AuditPage {
    var page = AuditPage(ours: [], backend: [], isInitialised: false, readAt: now)
    do throws(StoreProblem) {
      page.isInitialised = try await isInitialised()
      if page.isInitialised { page.ours = try await records(limit) }
    } catch {
      // A server that does not answer would only be waited for twice.
      guard case .unauthorized = error else { throw error }
      page.problem = error
    }
    do throws(StoreProblem) {
      page.backend = try await backendEvents(limit)
    } catch {
      if page.problem != nil { throw error }
      page.problem = error
    }
    return page
  }

  /// Whether the console's collections exist.
  func isInitialised() async throws(StoreProblem) -> Bool {
    do throws(MongoFailure) {
      let names = try await client.collectionNames(in: console, deadline: Self.deadline)
      return names.contains(AuditDocuments.headers) && names.contains(AuditDocuments.bodies)
    } catch {
      throw problem(error)
    }
  }

  private func records(_ limit: Int) async throws(StoreProblem) -> [AuditRecord] {
    let documents = try await find(
      FindRequest(
        MongoNamespace(console, AuditDocuments.headers),
        sort: ["_id": -1],
        limit: limit
      )
    )
    let headers = documents.map {
      AuditDocuments.header($0) ?? AuditDocuments.damagedHeader($0)
    }
    let bodies = try await bodies(of: headers)
    // An outcome is always newer than its intent, so this page has it if there is one.
    var verifier = AuditChainVerifier()
    for header in headers.reversed() {
      verifier.add(header, body: bodies[header.eventID].map { .stored($0) } ?? .notExpected)
    }
    let dangling = Set(verifier.result.dangling)
    return headers.map {
      AuditRecord(
        header: $0,
        body: bodies[$0.eventID],
        isDangling: dangling.contains($0.sequence)
      )
    }
  }

  /// Bodies by event id; none where this identity may read headers only.
  private func bodies(of headers: [AuditHeader]) async throws(StoreProblem) -> [String: AuditBody] {
    let ids = headers.map { MongoValue.string($0.eventID) }
    do throws(StoreProblem) {
      let documents = try await find(
        FindRequest(
          MongoNamespace(console, AuditDocuments.bodies),
          filter: ["_id": ["$in": .array(ids)]],
          projection: ["disclosed": ["$slice": MongoValue(Self.fieldLimit)]],
          limit: max(headers.count, 1)
        )
      )
      var bodies: [String: AuditBody] = [:]
      for body in documents.compactMap(AuditDocuments.body) { bodies[body.eventID] = body }
      return bodies
    } catch {
      guard case .unauthorized = error else { throw error }
      return [:]
    }
  }

  /// By `_id`, which grows with time: there is no index on `createdAt` alone.
  private func backendEvents(_ limit: Int) async throws(StoreProblem) -> [BackendEvent] {
    let documents = try await find(
      FindRequest(
        events,
        projection: BackendEventMapper.projection,
        sort: ["_id": -1],
        limit: limit
      )
    )
    var mapper = BackendEventMapper()
    var list: [BackendEvent] = []
    for document in documents { list.append(mapper.event(document)) }
    return list
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: endpoint, deadline: Self.deadline)
  }
}
