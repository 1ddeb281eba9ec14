import CMongoC

/// What an operation needs while it runs on its lane: the client, a session if it is part of a
/// transaction, and the call it serves.
///
/// Never leaves the lane's thread; libmongoc's own pointers are valid only there.
@safe
struct MongoExecution {
  let client: OpaquePointer
  let session: OpaquePointer?
  let call: MongoCall

  var operation: String { call.operation }

  /// Options as the driver takes them, with what every call carries.
  ///
  /// A command carries comment and time limit itself: `sendsCallFields` is false for its options.
  func options(
    _ elements: [(String, MongoValue)],
    sendsCallFields: Bool = true
  ) throws(MongoFailure) -> BSONHandle {
    var all = elements
    if sendsCallFields {
      all.append(("comment", .string(call.comment)))
      all.append(("maxTimeMS", .int32(call.remainingMilliseconds)))
    }
    let handle = try BSONHandle(try MongoDocument(elements: all))
    if let session = unsafe session {
      var error = bson_error_t()
      guard unsafe mongoc_client_session_append(session, handle.pointer, &error) else {
        throw MongoFailure(error, reply: nil, in: operation)
      }
    }
    return handle
  }

  /// Runs one C call that fills in a reply and an error, and turns a failure into ours.
  func reply(
    _ body: (OpaquePointer, UnsafeMutablePointer<bson_error_t>) -> Bool
  ) throws(MongoFailure) -> MongoDocument {
    try call.checkAwaited()
    var error = bson_error_t()
    let reply = BSONReply()
    let succeeded = unsafe body(reply.pointer, &error)
    let document = reply.document
    guard succeeded else { throw MongoFailure(error, reply: document, in: operation) }
    return document
  }
}

/// A collection's handle for the length of one operation, on the lane's thread.
@safe
struct CollectionHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Names go to C as they are; one with a NUL would name another collection.
  init(_ name: MongoNamespace, of execution: MongoExecution) throws(MongoFailure) {
    guard name.isValid else { throw MongoFailure(.invalidArgument, in: execution.operation) }
    guard
      let pointer = unsafe mongoc_client_get_collection(
        execution.client,
        name.database,
        name.collection
      )
    else { throw MongoFailure(.driverError, in: execution.operation) }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe mongoc_collection_destroy(pointer)
  }
}
