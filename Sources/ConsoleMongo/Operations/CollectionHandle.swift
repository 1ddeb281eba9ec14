import CMongoC

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
