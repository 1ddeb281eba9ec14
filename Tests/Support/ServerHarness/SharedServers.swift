package import ConsoleDemo

/// The servers that most tests of a run share: started at the first use, ended with the process.
///
/// Each test takes a `StoreScope` and keeps to it, so that all can run at the same time.
package actor SharedServers {
  private static let instance = SharedServers()
  private var starting: Task<PrivateServers, any Error>?
  private var scopesGiven = 0

  /// The running servers and a corner of them that belongs to the caller alone.
  package static func scope() async throws -> StoreScope {
    try await instance.nextScope()
  }

  private func nextScope() async throws -> StoreScope {
    let task =
      starting
      ?? Task {
        let servers = try await PrivateServers.start(accessControl: false)
        try await servers.initiateReplicaSet()
        return servers
      }
    starting = task
    let servers = try await task.value
    scopesGiven += 1
    return StoreScope(servers: servers, number: scopesGiven)
  }
}

/// A database of its own in both shared servers.
package struct StoreScope: Sendable {
  package let servers: PrivateServers
  /// From 1 up; unique in this process.
  package let number: Int

  /// Redis database number; 0 stays empty.
  package var redisDatabase: Int { number }
  /// Address of the Redis database of this scope.
  package var redisURL: String { "\(servers.redisURL)?db=\(redisDatabase)" }
  /// Address of the replica set, already initiated, without a user.
  package var mongoURI: String { servers.anonymousURI }
  /// MongoDB database of the backend.
  package var database: String { "backend\(number)" }
  /// MongoDB database of the console's own records.
  package var consoleDatabase: String { "console\(number)" }
}
