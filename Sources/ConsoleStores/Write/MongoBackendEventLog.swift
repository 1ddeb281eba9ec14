package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// The backend's own event log, written as the backend writes it (backend-data.md 0.2).
///
/// `userId` and `actor` are the same and absent for an anonymous session; there is no `__v`, no
/// `updatedAt` and no entity; the three flags have the backend's defaults.
package struct MongoBackendEventLog: BackendEventLog {
  private static let deadline: Duration = .seconds(10)

  private let client: MongoClient
  private let namespace: MongoNamespace

  /// Makes a log over the backend's collection of events.
  package init(client: MongoClient, database: String, collections: Profile.Collections) {
    self.client = client
    namespace = MongoNamespace(database, collections.events)
  }

  /// Inserts the events in one call; those before a refusal stay.
  package func append(
    _ events: [RevocationEvent],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      var documents: [MongoDocument] = []
      for event in events { documents.append(try Self.document(event)) }
      _ = try await client.insertMany(documents, into: namespace, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  /// One event in the backend's order of fields.
  static func document(_ event: RevocationEvent) throws(MongoFailure) -> MongoDocument {
    let action: String
    let metadata: MongoDocument
    switch event.subject {
    case .session(let shortID, let idHash):
      action = "revoked"
      metadata = ["sessionId": .string(shortID), "idHash": .string(idHash)]
    case .all(let count):
      action = "revoked_all"
      metadata = ["count": MongoValue(count)]
    }
    var elements: [(String, MongoValue)] = [
      ("_id", .objectID(.generate())),
      ("eventType", .string("session.\(action)")),
      ("action", .string(action)),
    ]
    if let userID = event.userID {
      elements += [("userId", .string(userID)), ("actor", .string(userID))]
    }
    elements += [
      ("metadata", .document(metadata)),
      ("archivedAt", .null),
      ("piiStripped", false),
      ("legalHold", false),
      ("createdAt", .date(event.createdAt.milliseconds)),
    ]
    return try MongoDocument(elements: elements)
  }
}
