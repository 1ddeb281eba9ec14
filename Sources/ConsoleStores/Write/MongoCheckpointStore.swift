import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// The collection `checkpoints`: one document a size, inserted and never changed.
package struct MongoCheckpointStore: CheckpointStore {
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

  /// Waits for a majority.
  package func insert(
    _ signed: SignedCheckpoint,
    takenAt: Instant,
    copiedTo: [String]
  ) async throws(StoreProblem) {
    let document: MongoDocument = [
      "size": .int64(Int64(signed.checkpoint.size)),
      "root": .string(signed.checkpoint.rootHex),
      "note": .string(signed.note.description),
      "ts": .date(takenAt.milliseconds),
      "copiedTo": .array(copiedTo.map(MongoValue.string)),
    ]
    do throws(MongoFailure) {
      _ = try await client.insertOne(
        document,
        into: MongoNamespace(database, CheckpointDocuments.collection),
        deadline: Self.deadline
      )
    } catch {
      // `size` is unique: another console took the same one of the same chain.
      if error.code != .duplicateKey {
        throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
    }
  }
}
