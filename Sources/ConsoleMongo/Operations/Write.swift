import CMongoC

/// How many documents a write touched.
package struct MongoWriteResult: Hashable, Sendable {
  package var inserted = 0
  package var matched = 0
  /// Matched documents that really changed.
  package var modified = 0
  package var deleted = 0
  package var upserted = 0
  /// The `_id` the server gave to an upserted document.
  package var upsertedID: MongoValue?

  /// Reads the driver's reply to an insert.
  init(inserted reply: MongoDocument) {
    inserted = reply["insertedCount"]?.int ?? 0
  }

  /// Reads the server's reply to an update of one statement.
  init(updated reply: MongoDocument) {
    upsertedID = reply["upserted.0._id"]
    upserted = upsertedID == nil ? 0 : 1
    matched = (reply["n"]?.int ?? 0) - upserted
    modified = reply["nModified"]?.int ?? 0
  }

  /// Reads the server's reply to a delete.
  init(deleted reply: MongoDocument) {
    deleted = reply["n"]?.int ?? 0
  }
}

extension MongoExecution {
  /// Majority, waited for a little less than the caller waits; a transaction has its own.
  var writeConcern: [(String, MongoValue)] {
    guard unsafe session == nil else { return [] }
    // The rest is for the answer that no majority has it, which says more than silence.
    let limit = max(1, call.remainingMilliseconds - 250)
    return [("writeConcern", ["w": "majority", "wtimeout": .int32(limit)])]
  }

  /// Inserts in order up to the first refusal, in as many messages as the driver needs.
  func insert(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace
  ) throws(MongoFailure) -> MongoWriteResult {
    try insert(documents, into: namespace, isOrdered: true) { _ in false }
  }

  /// Inserts what is not there yet; a document whose key is taken is no failure.
  func insertMissing(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace
  ) throws(MongoFailure) -> MongoWriteResult {
    try insert(documents, into: namespace, isOrdered: false) { reply in
      let refused = reply["writeErrors"]?.array ?? []
      let others = refused.filter { $0.document?["code"]?.int != Self.duplicateKey }
      return !refused.isEmpty && others.isEmpty && reply["writeConcernErrors.0"] == nil
    }
  }

  /// DuplicateKey, of the server's `error_codes.yml`.
  private static let duplicateKey = 11_000

  private func insert(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace,
    isOrdered: Bool,
    accepting isAccepted: (MongoDocument) -> Bool
  ) throws(MongoFailure) -> MongoWriteResult {
    guard !documents.isEmpty else { throw MongoFailure(.invalidArgument, in: operation) }
    let collection = try CollectionHandle(namespace, of: self)
    let batch = try BSONBatch(documents)
    let options = try options(writeConcern + [("ordered", .bool(isOrdered))])
    return unsafe MongoWriteResult(
      inserted: try reply(accepting: isAccepted) { reply, error in
        unsafe batch.withPointers { pointers, count in
          unsafe mongoc_collection_insert_many(
            collection.pointer,
            pointers,
            count,
            options.pointer,
            reply,
            error
          )
        }
      }
    )
  }

  /// Updates the first document or all that the filter names.
  ///
  /// By command: the driver's own call takes no time limit for the server.
  func update(_ request: UpdateRequest, many: Bool) throws(MongoFailure) -> MongoWriteResult {
    let statement = try request.statement(many: many)
    return MongoWriteResult(
      updated: try write(["updates": [.document(statement)]], "update", request.namespace)
    )
  }

  /// Deletes the first document or all that the filter names.
  func delete(
    from namespace: MongoNamespace,
    filter: MongoDocument,
    many: Bool
  ) throws(MongoFailure) -> MongoWriteResult {
    let statement: MongoDocument = ["q": .document(filter), "limit": many ? 0 : 1]
    return MongoWriteResult(
      deleted: try write(["deletes": [.document(statement)]], "delete", namespace)
    )
  }

  private func write(
    _ statements: MongoDocument,
    _ name: String,
    _ namespace: MongoNamespace
  ) throws(MongoFailure) -> MongoDocument {
    guard namespace.isValid else { throw MongoFailure(.invalidArgument, in: operation) }
    let command = try MongoDocument(elements: [(name, .string(namespace.collection))])
      .appending(statements.elements.map { ($0.key, $0.value) })
    let reply = try writeCommand(command, on: namespace.database)
    if let failure = MongoFailure(refusedIn: reply, in: operation) { throw failure }
    return reply
  }
}
