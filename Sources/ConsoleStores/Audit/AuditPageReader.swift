import ConsoleDomain
import ConsoleMongo

/// Reads the newest records of both logs; one that can't be read does not hide the other.
struct AuditPageReader: Sendable {
  static let deadline: Duration = .seconds(4)

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
    try await OwnLog(client: client, console: console, endpoint: endpoint)
      .records(from: .max, isOlder: true, limit: limit)
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
