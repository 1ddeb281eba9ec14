import CMongoC

/// An open cursor on the lane's thread; owns one `mongoc_cursor_t`, whose server side dies with it.
@safe
struct CursorHandle: ~Copyable {
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer?, of execution: MongoExecution) throws(MongoFailure) {
    guard let pointer = unsafe pointer else {
      throw MongoFailure(.driverError, in: execution.operation)
    }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe mongoc_cursor_destroy(pointer)
  }

  /// The next document, copied because the driver reuses its memory; nil at the end.
  func next(for call: MongoCall) throws(MongoFailure) -> MongoDocument? {
    try call.checkAwaited()
    var document: OpaquePointer?
    if unsafe mongoc_cursor_next(pointer, &document), let document = unsafe document {
      return unsafe MongoDocument(copying: document)
    }
    var error = bson_error_t()
    var reply: OpaquePointer?
    guard unsafe mongoc_cursor_error_document(pointer, &error, &reply) else { return nil }
    let told = unsafe reply.map { unsafe MongoDocument(copying: $0) }
    throw MongoFailure(error, reply: told, in: call.operation)
  }

  /// All documents up to `limit`, and up to `bytes` of them.
  consuming func collect(
    limit: Int,
    bytes: Int,
    for call: MongoCall
  ) throws(MongoFailure) -> [MongoDocument] {
    var documents: [MongoDocument] = []
    var size = 0
    while documents.count < limit, let document = try next(for: call) {
      size += document.size
      guard size <= bytes else { throw MongoFailure(.tooLarge, in: call.operation) }
      documents.append(document)
    }
    return documents
  }
}
