import CMongoC
import Dispatch

/// Owns one `mongoc_client_pool_t`; destroyed when the last connection and the last client are gone.
///
/// The pool may be used from any thread, its destruction excepted (manual of
/// `mongoc_client_pool_t`). The compiler can't know that of a pointer, so what threads share is the
/// address as a number, and only this file turns it back.
final class MongoPool: Sendable {
  private let address: UInt

  /// Makes the pool; nothing is connected before the first connection is taken.
  init(_ target: MongoAddress, purpose: MongoAddress.Purpose, size: Int) throws(MongoFailure) {
    MongoLibrary.start()
    let uri = try target.handle(for: purpose, poolSize: size)
    var error = bson_error_t()
    guard let pool = unsafe mongoc_client_pool_new_with_error(uri.pointer, &error) else {
      throw MongoFailure(error, reply: nil, in: "connect")
    }
    unsafe mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
    address = UInt(bitPattern: pool)
  }

  /// Destroying says goodbye to the servers, which may take seconds: not on the caller's thread.
  deinit {
    let address = address
    DispatchQueue.global(qos: .utility).async {
      unsafe mongoc_client_pool_destroy(OpaquePointer(bitPattern: address))
    }
  }

  /// Takes a client out; fails at once when all are out.
  func connection() throws(MongoFailure) -> MongoConnection {
    guard
      let pool = unsafe OpaquePointer(bitPattern: address),
      let client = unsafe mongoc_client_pool_try_pop(pool)
    else { throw MongoFailure(.driverError, in: "connect", reason: "all connections are busy") }
    return unsafe MongoConnection(client: client, pool: self)
  }

  fileprivate func takeBack(_ client: OpaquePointer) {
    guard let pool = unsafe OpaquePointer(bitPattern: address) else { return }
    unsafe mongoc_client_pool_push(pool, client)
  }
}

/// One client on loan from the pool, which gives itself back.
///
/// One thread at a time may use it and all that is got from it.
@safe
struct MongoConnection: ~Copyable {
  let client: OpaquePointer

  private let pool: MongoPool

  fileprivate init(client: OpaquePointer, pool: MongoPool) {
    unsafe self.client = client
    self.pool = pool
  }

  deinit {
    unsafe pool.takeBack(client)
  }
}
