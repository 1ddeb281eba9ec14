import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Looks for revocations in the backend's own log, from a moment on.
///
/// By `_id`, which grows with time: there is no index on `createdAt` alone.
struct RevocationTraceReader: Sendable {
  private static let deadline: Duration = .seconds(30)
  private static let limit = 50_000

  let client: MongoClient
  let events: MongoNamespace

  func trace(since moment: Instant) async throws(StoreProblem) -> RevocationTrace {
    let request = FindRequest(
      events,
      filter: [
        "_id": ["$gte": MongoObjectID.first(at: moment)],
        "eventType": ["$in": ["session.revoked", "session.revoked_all"]],
      ],
      projection: ["eventType": 1, "userId": 1, "metadata.idHash": 1],
      sort: ["_id": 1],
      limit: Self.limit
    )
    let documents: [MongoDocument]
    do throws(MongoFailure) {
      documents = try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
    guard documents.count < Self.limit else {
      throw .unsupported(StoreEndpoint(client), reason: "more than \(Self.limit) revocations")
    }
    var trace = RevocationTrace()
    for document in documents {
      if let hash = document["metadata"]?.document?["idHash"]?.string {
        trace.idHashes.insert(hash)
      } else if document["eventType"]?.string == "session.revoked_all",
        let user = document["userId"]?.string
      {
        trace.userIDs.insert(user)
      }
    }
    return trace
  }
}
