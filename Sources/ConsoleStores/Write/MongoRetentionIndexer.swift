package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Creates the retention index of the event log: the `RetentionIndexer` port.
package struct MongoRetentionIndexer: RetentionIndexer {
  private let client: MongoClient
  private let namespace: MongoNamespace

  /// Makes an indexer of the backend's event log.
  package init(client: MongoClient, database: String, events: String) {
    self.client = client
    namespace = MongoNamespace(database, events)
  }

  /// A build that takes longer than the deadline goes on in the server: the outcome is unknown until
  /// the index is seen.
  package func create(permit: borrowing MutationPermit) async throws(StoreProblem) {
    do throws(MongoFailure) {
      _ = try await client.command(
        [
          "createIndexes": .string(namespace.collection),
          "indexes": .array([.document(try EventLogIndexes.wanted.document())]),
          "writeConcern": ["w": "majority"],
        ],
        on: namespace.database,
        deadline: EventLogIndexes.deadline
      )
    } catch {
      throw StoreProblem(
        error,
        at: StoreEndpoint(client),
        deadline: EventLogIndexes.deadline
      )
    }
  }
}
