import ConsoleDemo
import ConsoleMongo
import ServerHarness
import Testing

/// A database of its own in the shared replica set.
struct MongoScope {
  let client: MongoClient
  let database: String

  func collection(_ name: String) -> MongoNamespace { MongoNamespace(database, name) }

  /// Opens the shared servers, initiated, and a client that the caller need not close.
  static func open() async throws -> MongoScope {
    let scope = try await SharedServers.scope()
    let client = try await ReplicaSet.client(of: scope.servers)
    return MongoScope(client: client, database: scope.database)
  }
}

enum ReplicaSet {
  static func uri(of servers: PrivateServers, user: String? = nil, password: String = "") -> String
  {
    let credentials = user.map { "\($0):\(password)@" } ?? ""
    let source = user == nil ? "" : "&authSource=admin"
    return "mongodb://\(credentials)127.0.0.1:\(servers.mongoPort)/?directConnection=true\(source)"
  }

  /// Initiates the set of one where nobody has, and waits until it takes writes.
  static func client(of servers: PrivateServers) async throws -> MongoClient {
    let client = try MongoClient(MongoAddress(uri(of: servers)))
    let member: MongoValue = ["_id": 0, "host": .string("127.0.0.1:\(servers.mongoPort)")]
    do throws(MongoFailure) {
      _ = try await client.command(
        ["replSetInitiate": ["_id": .string(servers.replicaSet), "members": [member]]],
        on: "admin",
        deadline: .seconds(30)
      )
    } catch {
      guard error.codeName == "AlreadyInitialized" || error.code == .unauthorized else {
        throw error
      }
    }
    let isPrimary = try await eventually {
      try await client.hello(deadline: .seconds(30)).isWritablePrimary
    }
    try #require(isPrimary)
    return client
  }
}

/// The failure of an operation, nil when it succeeded.
func failure<Value>(of operation: () async throws(MongoFailure) -> Value) async -> MongoFailure? {
  do throws(MongoFailure) {
    _ = try await operation()
    return nil
  } catch {
    return error
  }
}
