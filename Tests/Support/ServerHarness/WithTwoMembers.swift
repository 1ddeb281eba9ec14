package import ConsoleDemo
import ConsoleMongo

/// Starts two private servers as one replica set, runs a test, and always ends them.
///
/// The first stays primary when the second is silent, for longer than any test takes: then nothing has a
/// majority, and the primary still answers. The second can't become primary.
package func withTwoMembers<Result>(
  _ body: (_ primary: PrivateServers, _ secondary: PrivateServers) async throws -> Result
) async throws -> Result {
  try await withServers { primary in
    try await withServers { secondary in
      try await primary.initiateReplicaSet()
      try await primary.add(secondary)
      return try await body(primary, secondary)
    }
  }
}

extension PrivateServers {
  private static let setUp: Duration = .seconds(60)

  /// Makes another mongod the second member of this one's replica set and waits until its vote counts.
  fileprivate func add(_ other: PrivateServers) async throws {
    let client = try MongoClient(MongoAddress(memberURI), purpose: .background)
    defer { client.close() }
    let current = try await client.command(
      ["replSetGetConfig": 1],
      on: "admin",
      deadline: Self.setUp
    )
    _ = try await client.command(
      [
        "replSetReconfig": [
          "_id": .string(replicaSet),
          "version": MongoValue((current["config.version"]?.int ?? 1) + 1),
          "members": [
            ["_id": 0, "host": .string("127.0.0.1:\(mongoPort)")],
            ["_id": 1, "host": .string("127.0.0.1:\(other.mongoPort)"), "priority": 0],
          ],
          "settings": [
            "replicaSetId": current["config.settings.replicaSetId"] ?? .null,
            "electionTimeoutMillis": 3_600_000, "heartbeatTimeoutSecs": 3600,
          ],
        ]
      ],
      on: "admin",
      deadline: Self.setUp
    )
    let counts = try await eventually(within: Self.setUp) {
      let status = try await client.command(
        ["replSetGetStatus": 1],
        on: "admin",
        deadline: Self.setUp
      )
      return status["writeMajorityCount"]?.int == 2
        && status["members.1.stateStr"]?.string == "SECONDARY"
    }
    guard counts else { throw MongoFailure(.timedOut, in: "replSetReconfig") }
  }
}
