package import ConsoleDomain
package import ConsoleMongo

/// Headers, checkpoints and the number of bodies: the `ChainReader` port.
package struct MongoChainReader: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let checkpointsAtOnce = 500

  private let client: MongoClient
  private let console: String
  private let endpoint: StoreEndpoint
  private let walk: ChainWalk

  /// Makes a reader over a client that answers what takes longer than a person waits.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    console = consoleDatabase
    endpoint = StoreEndpoint(client)
    walk = ChainWalk(client: client, console: consoleDatabase, endpoint: endpoint)
  }

  /// The port.
  package var port: ChainReader {
    ChainReader(
      headers: { first, visit throws(StoreProblem) in try await headers(from: first, visit) },
      newestHeader: { () throws(StoreProblem) in try await newestHeader() },
      checkpoints: { size throws(StoreProblem) in try await checkpoints(above: size) },
      newestCheckpoint: { () throws(StoreProblem) in try await newestCheckpoint() },
      bodyCount: { () throws(StoreProblem) in try await bodyCount() }
    )
  }

  @concurrent private func headers(
    from first: Int64,
    _ visit: @escaping ChainReader.Visit
  ) async throws(StoreProblem) {
    try await walk.headers(from: first, visit)
  }

  private func newestHeader() async throws(StoreProblem) -> AuditHeader? {
    let request = FindRequest(
      MongoNamespace(console, AuditDocuments.headers),
      sort: ["_id": -1],
      limit: 1,
      readConcern: .majority
    )
    return try await find(request).first.map {
      AuditDocuments.header($0) ?? AuditDocuments.damagedHeader($0)
    }
  }

  private func checkpoints(above size: Int) async throws(StoreProblem) -> [StoredCheckpoint] {
    let request = FindRequest(
      MongoNamespace(console, CheckpointDocuments.collection),
      filter: ["size": ["$gt": MongoValue(size)]],
      sort: ["size": 1],
      limit: Self.checkpointsAtOnce,
      readConcern: .majority
    )
    do throws(StoreProblem) {
      return try await find(request).map(CheckpointDocuments.checkpoint)
    } catch {
      // Who may not read them is told by the warning that there was none to compare with.
      guard case .unauthorized = error else { throw error }
      return []
    }
  }

  private func newestCheckpoint() async throws(StoreProblem) -> StoredCheckpoint? {
    let request = FindRequest(
      MongoNamespace(console, CheckpointDocuments.collection),
      sort: ["size": -1],
      limit: 1,
      readConcern: .majority
    )
    return try await find(request).first.map(CheckpointDocuments.checkpoint)
  }

  /// From the collection's own count, which costs nothing however many there are.
  private func bodyCount() async throws(StoreProblem) -> Int64? {
    do throws(MongoFailure) {
      let reply = try await client.command(
        ["count": .string(AuditDocuments.bodies)],
        on: console,
        deadline: Self.deadline
      )
      return reply["n"]?.int.map { Int64($0) }
    } catch {
      if error.code == .unauthorized { return nil }
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
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
