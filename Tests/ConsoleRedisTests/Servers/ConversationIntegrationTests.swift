import ConsoleRedis
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ConversationIntegrationTests {
  @Test func aWatchedKeyThatChangesAbortsTheTransaction() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let other = RedisWriter(address: server.unix)
      _ = try await redis.ask(RedisCommand("SET", "sess:1", "old"))
      for interferes in [true, false] {
        let reply = try await redis.converse(deadline: ample) { conversation throws(RedisFailure) in
          _ = try conversation.send(RedisCommand("WATCH", "sess:1"))
          _ = try conversation.send(RedisCommand("GET", "sess:1"))
          if interferes { other.write("sess:1") }
          return try conversation.pipeline([
            RedisCommand("MULTI"), RedisCommand("DEL", "sess:1"), RedisCommand("EXEC"),
          ]).last
        }
        #expect(reply == (interferes ? .null : .array([.integer(1)])))
      }
    }
  }

  @Test func leavesNoTransactionOpenBehindIt() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      try await redis.converse(deadline: ample) { conversation throws(RedisFailure) in
        _ = try conversation.pipeline([RedisCommand("MULTI"), RedisCommand("SET", "a", "1")])
      }
      #expect(try await redis.ask(RedisCommand("EXISTS", "a")).integer == 0)
      let failed = await failure { () throws(RedisFailure) in
        try await redis.converse(deadline: ample) { conversation throws(RedisFailure) in
          _ = try conversation.send(RedisCommand("MULTI"))
          _ = try conversation.send(RedisCommand("NOSUCHCOMMAND"))
        }
      }
      #expect(failed?.message == "the server does not know the command")
      #expect(try await redis.ask(RedisCommand("PING")).text == "PONG")
      #expect(try await redis.identify().generation == 1)
    }
  }

  @Test func nobodyElseComesInBetween() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      try await withThrowingTaskGroup { group in
        for _ in 0..<50 {
          group.addTask {
            try await redis.converse(deadline: ample) { conversation throws(RedisFailure) in
              let seen = try conversation.send(RedisCommand("GET", "n")).integer ?? 0
              _ = try conversation.send(RedisCommand("SET", "n", Int(seen) + 1))
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await redis.ask(RedisCommand("GET", "n")).integer == 50)
    }
  }
}

/// Another client, which writes from inside a conversation and so may not wait for an actor.
private struct RedisWriter: Sendable {
  let address: RedisAddress

  func write(_ key: String) {
    guard case .unix(let path) = address.endpoint else { return }
    runRedisClient(["-s", path, "SET", key, "new"])
  }
}
