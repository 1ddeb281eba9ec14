package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

extension StoreProblem {
  /// What a failure of Redis means to a person; `deadline` is how long the caller waited at most.
  init(_ failure: RedisFailure, at endpoint: StoreEndpoint, deadline: Duration) {
    self =
      switch failure.code {
      case .unreachable, .connectionLost, .closed:
        .unreachable(endpoint, reason: failure.message)
      case .timedOut: .timedOut(endpoint, after: deadline)
      case .cancelled: .cancelled
      case .protocolViolation: .protocolViolation(endpoint)
      case .tooLarge:
        .refused(endpoint, code: "TOOLARGE", reason: failure.message)
      case .unauthenticated: .unauthenticated(endpoint)
      case .noPermission: .unauthorized(endpoint, needed: failure.operation)
      case .loading: .refused(endpoint, code: "LOADING", reason: failure.message)
      case .readOnly: .refused(endpoint, code: "READONLY", reason: failure.message)
      case .serverChanged:
        .conflict("another Redis server answers at this address; read again before acting")
      case .refused: .unsupported(endpoint, reason: failure.message)
      case .server(let code): .refused(endpoint, code: code, reason: failure.message)
      }
  }

  /// What a failure of MongoDB means to a person; `deadline` is how long the caller waited at most.
  init(_ failure: MongoFailure, at endpoint: StoreEndpoint, deadline: Duration) {
    let name = failure.codeName.isEmpty ? failure.code.rawValue : failure.codeName
    let reason = failure.reason.isEmpty ? "\(failure.operation) was refused" : failure.reason
    self =
      switch failure.code {
      case .unreachable, .closed:
        .unreachable(endpoint, reason: failure.reason.isEmpty ? "no answer" : failure.reason)
      case .timedOut: .timedOut(endpoint, after: deadline)
      // Written, but no majority said so in time: it may be there or be rolled back.
      case .writeConcern: .unconfirmed(endpoint, after: deadline)
      case .cancelled: .cancelled
      case .unauthenticated: .unauthenticated(endpoint)
      case .unauthorized: .unauthorized(endpoint, needed: failure.operation)
      case .duplicateKey: .conflict("a document with this key is there already")
      case .writeConflict: .conflict("the document was changed at the same time")
      case .notPrimary, .validation, .invalidArgument, .tooLarge, .serverError,
        .driverError:
        .refused(endpoint, code: name, reason: reason)
      case .unsupported: .unsupported(endpoint, reason: reason)
      case .protocolViolation: .protocolViolation(endpoint)
      }
  }
}

extension StoreEndpoint {
  /// Where a Redis client is connected.
  package init(_ client: RedisClient) {
    self.init(kind: .redis, address: client.address.withoutCredentials)
  }

  /// Where a MongoDB client is connected.
  package init(_ client: MongoClient) {
    self.init(kind: .mongo, address: client.address.hosts)
  }
}
