import CMongoC

extension MongoExecution {
  /// Names and types of the collections this identity may see.
  func collections(in database: String) throws(MongoFailure) -> [MongoDocument] {
    guard MongoNamespace(database, "x").isValid else {
      throw MongoFailure(.invalidArgument, in: operation)
    }
    try call.checkAwaited()
    guard let handle = unsafe mongoc_client_get_database(client, database) else {
      throw MongoFailure(.driverError, in: operation)
    }
    defer { unsafe mongoc_database_destroy(handle) }
    let options = try options([("nameOnly", true), ("authorizedCollections", true)])
    let cursor = unsafe try CursorHandle(
      mongoc_database_find_collections_with_opts(handle, options.pointer),
      of: self
    )
    return try cursor.collect(limit: 10_000, bytes: 16 << 20, for: call)
  }

  /// The indexes of a collection as the server describes them; none when there is no collection.
  func indexes(of namespace: MongoNamespace) throws(MongoFailure) -> [MongoDocument] {
    try call.checkAwaited()
    let collection = try CollectionHandle(namespace, of: self)
    let options = try options([])
    let cursor = unsafe try CursorHandle(
      mongoc_collection_find_indexes_with_opts(collection.pointer, options.pointer),
      of: self
    )
    return try cursor.collect(limit: 1_000, bytes: 16 << 20, for: call)
  }
}
