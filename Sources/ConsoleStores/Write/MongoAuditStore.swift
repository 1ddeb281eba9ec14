package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// The console's audit collections; inserts only, each confirmed by a majority.
package struct MongoAuditStore: AuditStore {
  private static let deadline: Duration = .seconds(4)

  private let client: MongoClient
  private let database: String
  private let endpoint: StoreEndpoint

  /// Makes a store in the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    database = consoleDatabase
    endpoint = StoreEndpoint(client)
  }

  /// The header with the highest sequence, from the primary.
  package func tail() async throws(StoreProblem) -> AuditHeader? {
    // What a majority lacks may be read here: a header after it is only stored once both are safe.
    let request = FindRequest(
      headers,
      sort: ["_id": -1],
      limit: 1,
      readPreference: .primary
    )
    return try await header(request)
  }

  /// Stores a body under its event id; waits for a majority.
  package func insert(
    body: AuditBody,
    createdAt: Instant
  ) async throws(StoreProblem) -> BodyInsert {
    do throws(MongoFailure) {
      let document = try AuditDocuments.document(of: body, createdAt: createdAt)
      _ = try await client.insertOne(document, into: bodies, deadline: Self.deadline)
      return .stored
    } catch {
      // `_id` is the event id: it was stored before.
      guard error.code == .duplicateKey else { throw problem(error) }
      return .taken
    }
  }

  /// Looks a body up by its event id.
  package func body(eventID: String) async throws(StoreProblem) -> AuditBody? {
    // As with the tail: a header after it is only stored once both are safe.
    let request = FindRequest(
      bodies,
      filter: ["_id": .string(eventID)],
      limit: 1,
      readPreference: .primary
    )
    guard let document = try await find(request) else { return nil }
    guard let body = AuditDocuments.body(document) else { throw .protocolViolation(endpoint) }
    return body
  }

  /// Stores a header under its sequence; waits for a majority.
  package func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert {
    do throws(MongoFailure) {
      let document = AuditDocuments.document(of: header)
      _ = try await client.insertOne(document, into: headers, deadline: Self.deadline)
      return .stored
    } catch {
      guard error.code == .duplicateKey else { throw problem(error) }
    }
    // Either the sequence or the event is there already; the failure does not say which.
    return try await self.header(eventID: header.eventID).map(HeaderInsert.present) ?? .taken
  }

  /// Looks an event up by its unique index.
  package func header(eventID: String) async throws(StoreProblem) -> AuditHeader? {
    // Only what can't be rolled back counts as found.
    let request = FindRequest(
      headers,
      filter: ["eventId": .string(eventID)],
      limit: 1,
      readPreference: .primary,
      readConcern: .majority
    )
    return try await header(request)
  }

  /// Looks a sequence up, as a majority has it.
  package func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    let request = FindRequest(
      headers,
      filter: ["_id": .int64(sequence)],
      limit: 1,
      readPreference: .primary,
      readConcern: .majority
    )
    return try await header(request)
  }

  private var headers: MongoNamespace { MongoNamespace(database, AuditDocuments.headers) }
  private var bodies: MongoNamespace { MongoNamespace(database, AuditDocuments.bodies) }

  private func header(_ request: FindRequest) async throws(StoreProblem) -> AuditHeader? {
    guard let document = try await find(request) else { return nil }
    guard let header = AuditDocuments.header(document) else {
      // Appending to a chain whose end can't be read would break it.
      throw .protocolViolation(endpoint)
    }
    return header
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> MongoDocument? {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline).first
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: endpoint, deadline: Self.deadline)
  }
}
