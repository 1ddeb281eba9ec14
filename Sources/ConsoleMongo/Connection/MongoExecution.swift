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

  /// Runs one C call that fills in a reply and an error, and turns a failure into ours, unless its reply
  /// is accepted all the same.
  func reply(
    accepting isAccepted: (MongoDocument) -> Bool = { _ in false },
    _ body: (OpaquePointer, UnsafeMutablePointer<bson_error_t>) -> Bool
  ) throws(MongoFailure) -> MongoDocument {
    try call.checkAwaited()
    var error = bson_error_t()
    let reply = BSONReply()
    let succeeded = unsafe body(reply.pointer, &error)
    let document = reply.document
    guard succeeded || isAccepted(document) else {
      throw MongoFailure(error, reply: document, in: operation)
    }
    return document
  }
}
