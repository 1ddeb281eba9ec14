package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Creates the console's own collections and indexes; repeating it changes nothing.
///
/// All are made beforehand: a role that may insert would otherwise create a collection without its
/// unique indexes, on which the chain rests.
package struct MongoAuditInitialiser: AuditInitialiser {
  private static let deadline: Duration = .seconds(10)

  private let client: MongoClient
  private let database: String
  private let endpoint: StoreEndpoint

  /// Makes an initialiser for the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    database = consoleDatabase
    endpoint = StoreEndpoint(client)
  }

  /// Whether the chain has what it rests on; what else is missing stops only what needs it.
  package func isInitialised() async throws(StoreProblem) -> Bool {
    try await !findings().contains(where: \.stopsTheChain)
  }

  /// Compares every collection of ours and its indexes with what this version makes.
  package func findings() async throws(StoreProblem) -> [SchemaFinding] {
    try await SchemaExamination(client: client, console: database, endpoint: endpoint)
      .findings(deadline: Self.deadline)
  }

  /// Creates the collections first, so that each index is built on an empty one.
  ///
  /// An index on which the chain does not rest may be refused: the console works without it, and
  /// `findings` says so.
  package func initialise() async throws(StoreProblem) {
    for collection in ConsoleSchema.all {
      try await create(collection.name)
      for index in collection.indexes {
        do {
          try await create(index.specification, of: collection.name)
        } catch {
          guard index.need != .chain, error.isRefusal else { throw error }
        }
      }
    }
  }

  /// Creates one missing index, and only one of ours.
  package func create(
    _ finding: SchemaFinding,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    let collection = ConsoleSchema.all.first { $0.name == finding.collection }
    let index = collection?.indexes.first { $0.specification.name == finding.index }
    guard finding.isMissingIndex, let index else {
      throw .conflict("no index of this version is meant")
    }
    try await create(index.specification, of: finding.collection)
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

  private func create(
    _ index: IndexSpecification,
    of collection: String
  ) async throws(StoreProblem) {
    do throws(MongoFailure) {
      _ = try await client.command(
        [
          "createIndexes": .string(collection),
          "indexes": .array([.document(try index.document())]),
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

extension StoreProblem {
  /// The server understood and said no: asking again would change nothing.
  fileprivate var isRefusal: Bool {
    switch self {
    case .unauthorized, .refused, .conflict, .unsupported: true
    case .unreachable, .timedOut, .unconfirmed, .cancelled, .unauthenticated, .notFound, .tooLarge,
      .protocolViolation, .unexpected:
      false
    }
  }
}
