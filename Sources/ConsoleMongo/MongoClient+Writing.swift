/// Writes, each confirmed by a majority within the caller's deadline.
///
/// A write that fails with `isOutcomeUnknown` may have happened: read back before saying anything.
extension MongoClient {
  /// Inserts one document; one without `_id` gets it from the driver.
  package func insertOne(
    _ document: MongoDocument,
    into namespace: MongoNamespace,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("insertOne", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.insert([document], into: namespace)
    }
  }

  /// Inserts in order and stops at the first refusal; those before it stay.
  package func insertMany(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("insertMany", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.insert(documents, into: namespace)
    }
  }

  /// Inserts, in no order, the documents whose `_id` is not there yet; one that is there stays as it is.
  package func insertMissing(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("insertMissing", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.insertMissing(documents, into: namespace)
    }
  }

  /// Updates the first document that the filter names.
  package func updateOne(
    _ request: UpdateRequest,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("updateOne", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.update(request, many: false)
    }
  }

  /// Updates all documents that the filter names.
  package func updateMany(
    _ request: UpdateRequest,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("updateMany", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.update(request, many: true)
    }
  }

  /// Deletes the first document that the filter names.
  package func deleteOne(
    from namespace: MongoNamespace,
    filter: MongoDocument,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoWriteResult {
    try await perform("deleteOne", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.delete(from: namespace, filter: filter, many: false)
    }
  }

  /// Changes one document and answers it; nil when none matched.
  package func findAndModify(
    _ request: FindAndModifyRequest,
    deadline: Duration,
    comment: String = comment
  ) async throws(MongoFailure) -> MongoDocument? {
    try await perform("findAndModify", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.findAndModify(request)
    }
  }

  /// Runs `body` in a transaction: snapshot reads, majority commit, repeated on conflicts.
  ///
  /// `body` runs on the lane's thread and may run several times; a failure that it throws aborts.
  package func transaction<Value: Sendable>(
    deadline: Duration,
    comment: String = comment,
    _ body: @escaping @Sendable (borrowing MongoTransaction) throws(MongoFailure) -> Value
  ) async throws(MongoFailure) -> Value {
    try await perform("transaction", deadline: deadline, comment: comment) {
      execution throws(MongoFailure) in
      try execution.transaction(body)
    }
  }
}
