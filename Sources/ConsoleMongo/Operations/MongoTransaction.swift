import CMongoC

/// A transaction while it runs: reads and writes on the lane's own thread, all or none of them kept.
///
/// Valid only inside the closure it is handed to.
@safe
package struct MongoTransaction: ~Copyable {
  private let execution: MongoExecution

  init(_ execution: MongoExecution) {
    self.execution = execution
  }

  /// Reads all documents of a capped query as of the transaction's start.
  package func find(_ request: FindRequest) throws(MongoFailure) -> [MongoDocument] {
    try execution.find(request)
  }

  /// Reads the result of a pipeline as of the transaction's start.
  package func aggregate(_ request: AggregateRequest) throws(MongoFailure) -> [MongoDocument] {
    try execution.aggregate(request)
  }

  /// Inserts in order.
  package func insert(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace
  ) throws(MongoFailure) -> MongoWriteResult {
    try execution.insert(documents, into: namespace)
  }

  /// Updates the first document that the filter names.
  package func updateOne(_ request: UpdateRequest) throws(MongoFailure) -> MongoWriteResult {
    try execution.update(request, many: false)
  }

  /// Updates all documents that the filter names.
  package func updateMany(_ request: UpdateRequest) throws(MongoFailure) -> MongoWriteResult {
    try execution.update(request, many: true)
  }

  /// Deletes the first document that the filter names.
  package func deleteOne(
    from namespace: MongoNamespace,
    filter: MongoDocument
  ) throws(MongoFailure) -> MongoWriteResult {
    try execution.delete(from: namespace, filter: filter, many: false)
  }

  /// Changes one document and answers it.
  package func findAndModify(
    _ request: FindAndModifyRequest
  ) throws(MongoFailure) -> MongoDocument? {
    try execution.findAndModify(request)
  }
}

extension MongoExecution {
  /// Runs `body` in a transaction; the driver repeats it on conflicts and commits with a majority.
  func transaction<Value: Sendable>(
    _ body: (borrowing MongoTransaction) throws(MongoFailure) -> Value
  ) throws(MongoFailure) -> Value {
    try call.checkAwaited()
    var error = bson_error_t()
    guard let session = unsafe mongoc_client_start_session(client, nil, &error) else {
      throw MongoFailure(error, reply: nil, in: operation)
    }
    defer { unsafe mongoc_client_session_destroy(session) }
    let inner = unsafe MongoExecution(client: client, session: session, call: call)
    let options = TransactionOptions(commitWithin: call.remainingMilliseconds)
    let reply = BSONReply()
    var result: Result<Value, MongoFailure>?
    let succeeded = withoutActuallyEscaping(body) { body in
      let attempt = TransactionAttempt { () throws(MongoFailure) in
        do throws(MongoFailure) {
          try call.checkAwaited()
          result = .success(try body(MongoTransaction(inner)))
        } catch {
          result = .failure(error)
          throw error
        }
      }
      return unsafe mongoc_client_session_with_transaction(
        session,
        runTransactionAttempt,
        options.pointer,
        Unmanaged.passUnretained(attempt).toOpaque(),
        reply.pointer,
        &error
      )
    }
    switch result {
    case .success(let value) where succeeded: return value
    case .failure(let failure): throw failure
    case .success, nil: throw MongoFailure(error, reply: reply.document, in: operation)
    }
  }
}

/// What the driver's callback runs, any number of times, before `with_transaction` returns.
private final class TransactionAttempt {
  let run: () throws(MongoFailure) -> Void

  init(_ run: @escaping () throws(MongoFailure) -> Void) {
    self.run = run
  }
}

/// Called by the driver on the lane's thread, inside `mongoc_client_session_with_transaction`.
///
/// A reply with the failure's labels lets the driver decide whether to start again; it frees it.
private nonisolated func runTransactionAttempt(
  session: OpaquePointer?,
  context: UnsafeMutableRawPointer?,
  reply: UnsafeMutablePointer<OpaquePointer?>?,
  error: UnsafeMutablePointer<bson_error_t>?
) -> Bool {
  guard let context = unsafe context else { return false }
  let attempt = unsafe Unmanaged<TransactionAttempt>.fromOpaque(context).takeUnretainedValue()
  do throws(MongoFailure) {
    try attempt.run()
    return true
  } catch let failure {
    unsafe error?.pointee.domain = UInt32(MONGOC_ERROR_SERVER.rawValue)
    unsafe error?.pointee.code = UInt32(bitPattern: failure.serverCode)
    let labels: MongoDocument = ["errorLabels": .array(failure.labels.map(MongoValue.string))]
    unsafe reply?.pointee = bson_new_from_data(labels.bytes, labels.bytes.count)
    return false
  }
}

/// Snapshot reads, majority commit within a time; owns one `mongoc_transaction_opt_t`.
@safe
private struct TransactionOptions: ~Copyable {
  let pointer: OpaquePointer

  init(commitWithin milliseconds: Int32) {
    unsafe pointer = mongoc_transaction_opts_new()
    let reads = unsafe mongoc_read_concern_new()
    unsafe mongoc_read_concern_set_level(reads, "snapshot")
    unsafe mongoc_transaction_opts_set_read_concern(pointer, reads)
    unsafe mongoc_read_concern_destroy(reads)
    let writes = unsafe mongoc_write_concern_new()
    unsafe mongoc_write_concern_set_wmajority(writes, milliseconds)
    unsafe mongoc_transaction_opts_set_write_concern(pointer, writes)
    unsafe mongoc_write_concern_destroy(writes)
    unsafe mongoc_transaction_opts_set_max_commit_time_ms(pointer, Int64(milliseconds))
  }

  deinit {
    unsafe mongoc_transaction_opts_destroy(pointer)
  }
}
