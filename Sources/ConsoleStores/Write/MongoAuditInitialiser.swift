import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Creates the console's own collections and indexes; repeating it changes nothing.
///
/// All are made beforehand: a role that may insert would otherwise create a collection without its
/// unique indexes, on which the chain rests.
package struct MongoAuditInitialiser: AuditInitialiser {
  private static let deadline: Duration = .seconds(10)
  /// Ten years of 365 days, as long as the backend means to keep its own events.
  private static let retention: Int32 = 315_360_000

  private let client: MongoClient
  private let database: String
  private let endpoint: StoreEndpoint

  /// Makes an initialiser for the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    database = consoleDatabase
    endpoint = StoreEndpoint(client)
  }

  /// Whether every collection of ours has every index that this version makes.
  package func isInitialised() async throws(StoreProblem) -> Bool {
    for collection in Collection.all {
      let names = try await indexNames(of: collection.name)
      if names.isEmpty || !Set(collection.indexes.map(\.name)).isSubset(of: names) { return false }
    }
    return true
  }

  /// Creates the collections first, so that each index is built on an empty one.
  package func initialise() async throws(StoreProblem) {
    for collection in Collection.all {
      try await create(collection.name)
      try await index(collection)
    }
  }

  private func indexNames(of collection: String) async throws(StoreProblem) -> Set<String> {
    do throws(MongoFailure) {
      let indexes = try await client.indexes(
        of: MongoNamespace(database, collection),
        deadline: Self.deadline
      )
      return Set(indexes.compactMap { $0["name"]?.string })
    } catch {
      throw problem(error)
    }
  }

  private func create(_ collection: String) async throws(StoreProblem) {
    do throws(MongoFailure) {
      _ = try await client.command(
        ["create": .string(collection), "writeConcern": ["w": "majority"]],
        on: database,
        deadline: Self.deadline
      )
    } catch {
      // 48, NamespaceExists: what we want.
      if error.serverCode != 48 { throw problem(error) }
    }
  }

  private func index(_ collection: Collection) async throws(StoreProblem) {
    guard !collection.indexes.isEmpty else { return }
    let indexes = collection.indexes.map { MongoValue.document($0.document) }
    do throws(MongoFailure) {
      _ = try await client.command(
        [
          "createIndexes": .string(collection.name), "indexes": .array(indexes),
          "writeConcern": ["w": "majority"],
        ],
        on: database,
        deadline: Self.deadline
      )
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: endpoint, deadline: Self.deadline)
  }
}

extension MongoAuditInitialiser {
  /// An index by its specification, as `createIndexes` takes it.
  private struct Index {
    var name: String
    var document: MongoDocument
  }

  /// A collection of ours with its indexes besides `_id` (compliance.md b.1 and b.7).
  private struct Collection {
    var name: String
    var indexes: [Index]

    static let all = [
      Collection(
        name: AuditDocuments.headers,
        indexes: [
          Index(
            name: "eventId",
            document: ["key": ["eventId": 1], "name": "eventId", "unique": true]
          )
        ]
      ),
      Collection(
        name: AuditDocuments.bodies,
        indexes: [
          // A hold takes a body out of the index and so out of expiry, in one write.
          Index(
            name: "retention",
            document: [
              "key": ["createdAt": 1], "name": "retention",
              "expireAfterSeconds": .int32(retention),
              "partialFilterExpression": ["legalHold": false],
            ]
          )
        ]
      ),
      Collection(
        name: "checkpoints",
        indexes: [
          Index(name: "size", document: ["key": ["size": 1], "name": "size", "unique": true])
        ]
      ),
      Collection(
        name: MongoEvidenceStore.collection,
        indexes: [
          Index(name: "opId", document: ["key": ["opId": 1], "name": "opId"]),
          Index(name: "holdIds", document: ["key": ["holdIds": 1], "name": "holdIds"]),
        ]
      ),
    ]
  }
}
