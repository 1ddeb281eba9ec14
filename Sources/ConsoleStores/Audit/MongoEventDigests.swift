import ConsoleDomain
import ConsoleMongo

/// The backend's event log as digests see it: four fields of each event, in `_id` order.
struct MongoEventDigests: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let eventsAtOnce = 4096

  let client: MongoClient
  let namespace: MongoNamespace
  /// How long an event may take from the making of its id to its commit.
  let margin: Duration

  /// The port.
  var port: BackendDigestReader {
    BackendDigestReader(
      collection: "\(namespace.database).\(namespace.collection)",
      settled: { () throws(StoreProblem) in try await self.settled() },
      events: { after, through, visit throws(StoreProblem) in
        try await self.events(after: after, through: through, visit)
      }
    )
  }

  /// Ids are made by the backend's clocks, so that only what lies well back can be taken as complete.
  private func settled() async throws(StoreProblem) -> String {
    let endpoint = StoreEndpoint(client)
    do throws(MongoFailure) {
      guard let now = try await client.hello(deadline: Self.deadline).localTime else {
        throw MongoFailure(.protocolViolation, in: "hello")
      }
      return EventLogID.last(at: Instant(milliseconds: now).advanced(by: .zero - margin))
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private func events(
    after: String?,
    through: String,
    _ visit: BackendDigestReader.Visit
  ) async throws(StoreProblem) {
    guard let end = MongoObjectID(through) else { throw .protocolViolation(StoreEndpoint(client)) }
    var last = after.flatMap { MongoObjectID($0) }
    var size = Self.eventsAtOnce
    while true {
      if Task.isCancelled { throw .cancelled }
      var range: [(String, MongoValue)] = [("$lte", .objectID(end))]
      if let last { range.append(("$gt", .objectID(last))) }
      let documents: [MongoDocument]
      do throws(MongoFailure) {
        documents = try await client.find(
          FindRequest(
            namespace,
            filter: ["_id": .document(try MongoDocument(elements: range))],
            projection: ["_id": 1, "createdAt": 1, "action": 1, "entityId": 1],
            sort: ["_id": 1],
            limit: size,
            readConcern: .majority
          ),
          deadline: Self.deadline
        )
      } catch {
        guard error.code == .tooLarge, size > 1 else {
          throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
        }
        size /= 2
        continue
      }
      let leaves = documents.compactMap(Self.leaf)
      guard let newest = documents.last?["_id"]?.objectID else { return }
      guard try await visit(leaves), documents.count == size else { return }
      last = newest
    }
  }

  private static func leaf(_ document: MongoDocument) -> EventLogLeaf? {
    guard let id = document["_id"]?.objectID else { return nil }
    return EventLogLeaf(id: id.hex, elements: EventLogLeaf.fields.map(document.encodedElement))
  }
}
