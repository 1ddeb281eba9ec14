package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Copies of what a legal hold protects, in the console's own database.
///
/// A document is `{_id, opId, holdIds: [], source, keyHash, value, takenAt}`; `_id` is operation,
/// source and key hash, so that a repeated copy counts as kept, and the same sid under another prefix
/// does not. `holdIds` are the holds that it was taken for; a revoke of a held user's session names none.
package struct MongoEvidenceStore: EvidenceStore {
  static let collection = "evidence"
  private static let deadline: Duration = .seconds(4)

  private let client: MongoClient
  private let namespace: MongoNamespace

  /// Makes a store in the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    namespace = MongoNamespace(consoleDatabase, Self.collection)
  }

  /// Inserts one copy and waits for a majority.
  package func preserve(
    _ evidence: SessionEvidence,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    let operation = evidence.operation.description
    let document: MongoDocument = [
      "_id": .string("\(operation)-\(evidence.source)-\(evidence.keyHash)"),
      "opId": .string(operation),
      "holdIds": .array(evidence.holdIDs.map(MongoValue.string)),
      "source": .string(evidence.source),
      "keyHash": .string(evidence.keyHash),
      "value": .binary(subtype: 0, bytes: evidence.value),
      "takenAt": .date(evidence.takenAt.milliseconds),
    ]
    do throws(MongoFailure) {
      _ = try await client.insertOne(document, into: namespace, deadline: Self.deadline)
    } catch {
      if error.code == .duplicateKey { return }
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
