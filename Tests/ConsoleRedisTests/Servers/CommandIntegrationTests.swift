import ConsoleRedis
import Testing

@Suite(.timeLimit(.minutes(3)))
struct CommandIntegrationTests {
  @Test func carriesBinaryKeysAndValuesOverBothKindsOfSocket() async throws {
    try await PrivateRedis.run { server async throws in
      for address in [server.unix, server.tcp] {
        let redis = connection(to: address)
        let key: [UInt8] = [0, 255, 10, 13, 36, 42, 0]
        let value = Array(UInt8.min...UInt8.max)
        #expect(try await redis.ask(RedisCommand("SET", key, value)).text == "OK")
        #expect(try await redis.ask(RedisCommand("GET", key)).bytes == value)
        let pattern = escapeGlob(key)
        let page = try await redis.ask(RedisCommand("SCAN", 0, "MATCH", pattern, "COUNT", 100))
        #expect(page.elements?.last?.elements?.map(\.bytes) == [key])
        redis.close()
      }
    }
  }

  @Test func answersAPipelineOfManyCommandsInOrder() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let value = [UInt8](repeating: 0x61, count: 300)
      let sets = (0..<10_000).map { RedisCommand("SET", "k\($0)", value + Array("\($0)".utf8)) }
      let written = try await redis.pipeline(sets, deadline: ample)
      #expect(written.count == 10_000)
      #expect(written.allSatisfy { $0.text == "OK" })
      let gets = (0..<10_000).map { RedisCommand("GET", "k\($0)") }
      let read = try await redis.pipeline(gets, deadline: ample)
      let inOrder = read.enumerated().allSatisfy { index, reply in
        reply.bytes == value + Array("\(index)".utf8)
      }
      #expect(inOrder)
      #expect(try await redis.pipeline([], deadline: ample).isEmpty)
    }
  }

  @Test func leavesErrorsInThePlaceOfTheirReplies() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let replies = try await redis.pipeline(
        [
          RedisCommand("SET", "a", "1"), RedisCommand("LPUSH", "a", "x"), RedisCommand("GET", "a"),
        ],
        deadline: ample
      )
      #expect(replies.map { "\($0)" } == ["status", "error WRONGTYPE", "bulk of 1 bytes"])
      let failed = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("LPUSH", "a", "x"), deadline: ample)
      }
      #expect(failed?.code == .server("WRONGTYPE"))
      // An error reply is no reason to give the connection up.
      #expect(try await redis.identify().generation == 1)
    }
  }

  @Test func keepsToItsDatabaseAndItsName() async throws {
    try await PrivateRedis.run { server async throws in
      var address = server.unix
      address.database = 5
      let fifth = connection(to: address)
      let first = connection(to: server.unix)
      _ = try await fifth.ask(RedisCommand("SET", "only-here", "1"))
      #expect(try await fifth.ask(RedisCommand("DBSIZE")).integer == 1)
      #expect(try await first.ask(RedisCommand("DBSIZE")).integer == 0)
      #expect(
        try await fifth.ask(RedisCommand("CLIENT GETNAME")).text == "holdfast"
      )
      address.database = 99
      let missing = connection(to: address)
      let failed = await failure { () throws(RedisFailure) in
        try await missing.send(RedisCommand("PING"), deadline: ample)
      }
      #expect(failed?.operation == "SELECT")
      #expect(failed?.message == "the server has no database of that number")
    }
  }

  @Test func givesUpOnRepliesBeyondItsCap() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix, replyLimit: 100_000)
      _ = try await redis.ask(RedisCommand("SETRANGE", "big", 500_000, "x"))
      let failed = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("GET", "big"), deadline: ample)
      }
      #expect(failed?.code == .tooLarge)
      #expect(
        try await redis.ask(RedisCommand("STRLEN", "big")).integer == 500_001
      )
      #expect(try await redis.identify().generation == 2)
    }
  }

  @Test func sendsNothingThatItRefuses() async throws {
    let nowhere = connection(to: RedisAddress(endpoint: .unix(path: "/nonexistent/redis.sock")))
    let single = await failure { () throws(RedisFailure) in
      try await nowhere.send(RedisCommand("KEYS", "*"), deadline: ample)
    }
    #expect(single?.code == .refused(.blocksServer))
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let many = await failure { () throws(RedisFailure) in
        try await redis.pipeline(
          [RedisCommand("SET", "a", "1"), RedisCommand("SELECT", 1)],
          deadline: ample
        )
      }
      #expect(many?.code == .refused(.changesConnection))
      #expect(try await redis.ask(RedisCommand("EXISTS", "a")).integer == 0)
    }
  }
}
