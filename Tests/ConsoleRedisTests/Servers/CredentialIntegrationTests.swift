import ConsoleRedis
import InMemoryLogging
import Logging
import Testing

@Suite(.timeLimit(.minutes(3)))
struct CredentialIntegrationTests {
  private static let password = "marker-password"

  private func addUser(_ rules: String, to server: PrivateRedis) async throws -> RedisAddress {
    let admin = connection(to: server.unix)
    let words = rules.split(separator: " ").map { Array($0.utf8) }
    _ = try await admin.ask(
      RedisCommand(
        name: "ACL SETUSER",
        arguments: [Array("ana".utf8), Array("on".utf8), Array(">\(Self.password)".utf8)] + words
      )
    )
    var address = server.unix
    address.credentials = RedisCredentials(user: "ana", password: Array(Self.password.utf8))
    return address
  }

  @Test func signsInAsAUserWithLimitedRights() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: try await addUser("~sess:* +get +set +scan", to: server))
      _ = try await redis.ask(RedisCommand("SET", "sess:1", "x"))
      #expect(try await redis.ask(RedisCommand("GET", "sess:1")).text == "x")
      let forbidden = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("DEL", "sess:1"), deadline: ample)
      }
      #expect(forbidden?.code == .noPermission)
      #expect(forbidden?.operation == "DEL")
      // This user may not ask for the run id: it is unknown, not invented.
      let identity = try await redis.identify()
      #expect(identity.runID == nil)
      let pinned = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("GET", "sess:1"), deadline: ample, expecting: "abc")
      }
      #expect(pinned?.code == .serverChanged)
    }
  }

  @Test func tellsWrongCredentialsFromAMissingServer() async throws {
    try await PrivateRedis.run { server async throws in
      var address = try await addUser("+@all ~*", to: server)
      address.credentials = RedisCredentials(user: "ana", password: Array("wrong".utf8))
      let wrong = await failure { () throws(RedisFailure) in
        try await connection(to: address).send(RedisCommand("PING"), deadline: ample)
      }
      #expect(wrong?.code == .unauthenticated)
      #expect(wrong?.operation == "AUTH")
      let admin = connection(to: server.unix)
      _ = try await admin.ask(RedisCommand("CONFIG", "SET", "requirepass", Self.password))
      let none = await failure { () throws(RedisFailure) in
        try await connection(to: server.unix).send(RedisCommand("PING"), deadline: ample)
      }
      #expect(none?.code == .unauthenticated)
    }
  }

  @Test func showsNoSecretKeyOrValueInLogsAndFailures() async throws {
    try await PrivateRedis.run { server async throws in
      let log = InMemoryLogHandler()
      var logger = Logger(label: "holdfast.redis", factory: { _ in log })
      logger.logLevel = .trace
      var address = try await addUser("~marker* +@all -info", to: server)
      let redis = connection(to: address, logger: logger)
      var failures: [RedisFailure?] = []
      _ = try await redis.ask(RedisCommand("SET", "marker-key", "marker-value"))
      for command in [
        RedisCommand("LPUSH", "marker-key", "marker-value"), RedisCommand("GET", "other-marker"),
        RedisCommand("NOSUCH", "marker-value"), RedisCommand("INFO"),
        RedisCommand("EVAL", "return redis.error_reply('marker-key is bad')", 0),
      ] {
        failures.append(
          await failure { () throws(RedisFailure) in
            try await redis.send(command, deadline: ample)
          }
        )
      }
      address.credentials = RedisCredentials(
        user: "marker-user",
        password: Array(Self.password.utf8)
      )
      let stranger = connection(to: address, logger: logger)
      failures.append(
        await failure { () throws(RedisFailure) in
          try await stranger.send(RedisCommand("PING"), deadline: ample)
        }
      )
      #expect(failures.allSatisfy { $0 != nil })
      var text = "\(failures) \(address)"
      dump(failures, to: &text)
      let entries = log.entries
      for entry in entries {
        text += " \(entry.message) \(entry.metadata) \(String(describing: entry.error))"
      }
      #expect(text.contains("connected"))
      #expect(text.contains("LPUSH"))
      #expect(!text.contains("marker"))
    }
  }
}
