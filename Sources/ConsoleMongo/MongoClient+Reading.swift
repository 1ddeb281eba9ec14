extension MongoClient {
  /// What the server sees as the reason of a command where the caller names none.
  package static let comment = "holdfast"

  /// Reads all documents of a capped query.
  package func find(
    _ request: FindRequest,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> [MongoDocument] {
    try await perform("find", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.find(request)
    }
  }

  /// Reads batch by batch with one batch in memory; `body` runs on the lane's thread and may block.
  ///
  /// Ends at the deadline even between two batches; `body` is not called once the caller has gone.
  package func forEachBatch(
    _ request: FindRequest,
    deadline: Duration,
    comment: String = comment,
    _ body: @escaping @Sendable ([MongoDocument]) throws(MongoFailure) -> MongoIteration
  ) async throws(MongoFailure) {
    try await perform("find", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.forEachBatch(request, body)
    }
  }
}

extension MongoClient {
  /// Reads the result of a pipeline that writes nothing.
  package func aggregate(
    _ request: AggregateRequest,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> [MongoDocument] {
    try await perform("aggregate", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.aggregate(request)
    }
  }

  /// Runs any command; the failure is named after its first key.
  package func command(
    _ command: MongoDocument,
    on database: String,
    readPreference: MongoReadPreference = .primary,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoDocument {
    try await perform(command.keys.first ?? "command", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.command(command, on: database, preference: readPreference)
    }
  }

  /// Asks the member that answers who it is.
  package func hello(deadline: Duration) async throws(MongoFailure) -> MongoIdentity {
    MongoIdentity(
      try await command(
        ["hello": 1],
        on: "admin",
        readPreference: .primaryPreferred,
        deadline: deadline
      )
    )
  }

  /// The server's version, such as `6.0.5`.
  package func version(deadline: Duration) async throws(MongoFailure) -> String {
    let reply = try await command(
      ["buildInfo": 1],
      on: "admin",
      readPreference: .primaryPreferred,
      deadline: deadline
    )
    guard let version = reply["version"]?.string else {
      throw MongoFailure(.protocolViolation, in: "buildInfo")
    }
    return version
  }

  /// Who this connection is signed in as, with roles and privileges.
  package func connectionStatus(
    deadline: Duration
  ) async throws(MongoFailure) -> MongoConnectionStatus {
    MongoConnectionStatus(
      try await command(
        ["connectionStatus": 1, "showPrivileges": true],
        on: "admin",
        readPreference: .primaryPreferred,
        deadline: deadline
      )
    )
  }

  /// The count from the collection's metadata: instant, and off by a little after a crash.
  package func estimatedCount(
    of namespace: MongoNamespace,
    deadline: Duration
  ) async throws(MongoFailure) -> Int {
    let reply = try await command(
      ["count": .string(namespace.collection)],
      on: namespace.database,
      readPreference: .primaryPreferred,
      deadline: deadline
    )
    guard let count = reply["n"]?.int else { throw MongoFailure(.protocolViolation, in: "count") }
    return count
  }

  /// Names of the collections (views included) that this identity may see, sorted.
  package func collectionNames(
    in database: String,
    deadline: Duration
  ) async throws(MongoFailure) -> [String] {
    let documents = try await perform(
      "listCollections",
      deadline: deadline,
      comment: Self.comment
    ) { execution throws(MongoFailure) in
      try execution.collections(in: database)
    }
    return documents.compactMap { $0["name"]?.string }.sorted()
  }

  /// The indexes of a collection as the server describes them (`name`, `key`, `unique`, …).
  package func indexes(
    of namespace: MongoNamespace,
    deadline: Duration
  ) async throws(MongoFailure) -> [MongoDocument] {
    try await perform("listIndexes", deadline: deadline, comment: Self.comment) {
      execution throws(MongoFailure) in
      try execution.indexes(of: namespace)
    }
  }
}
