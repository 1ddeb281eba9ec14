import ConsoleRedis
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ClientIntegrationTests {
  @Test func writesOnlyWhileTheWriteLaneIsOpen() async throws {
    try await PrivateRedis.run { server async throws in
      let client = RedisClient(address: server.unix)
      let write = RedisCommand("SET", "a", "1")
      let early = await failure { () throws(RedisFailure) in
        try await client.send(write, on: .write, deadline: ample)
      }
      #expect(early?.code == .closed)
      client.openWriteLane()
      #expect(client.isWriteLaneOpen)
      #expect(try await client.ask(write, on: .write).text == "OK")
      client.closeWriteLane()
      let late = await failure { () throws(RedisFailure) in
        try await client.send(write, on: .write, deadline: ample)
      }
      #expect(late?.code == .closed)
      #expect(!client.isWriteLaneOpen)
      #expect(try await client.ask(RedisCommand("GET", "a")).text == "1")
      client.close()
    }
  }

  @Test func opensOneConnectionALaneOnFirstUse() async throws {
    try await PrivateRedis.run { server async throws in
      let client = RedisClient(address: server.unix)
      let observer = connection(to: server.unix)
      #expect(try await connected(observer) == 1)
      _ = try await client.ask(RedisCommand("PING"), on: .scan)
      #expect(try await connected(observer) == 2)
      _ = try await client.pipeline(
        [RedisCommand("PING"), RedisCommand("PING")],
        on: .interactive,
        deadline: ample
      )
      _ = try await client.ask(RedisCommand("PING"), on: .scan)
      #expect(try await connected(observer) == 3)
      client.close()
      let closed = await failure { () throws(RedisFailure) in
        try await client.send(RedisCommand("PING"), deadline: ample)
      }
      #expect(closed?.code == .closed)
    }
  }

  @Test func aSlowLaneDelaysNoOther() async throws {
    try await PrivateRedis.run { server async throws in
      let client = RedisClient(address: server.unix)
      let slow = Task {
        await failure { () throws(RedisFailure) in
          try await client.send(RedisCommand("BLPOP", "none", 0), on: .scan, deadline: ample)
        }
      }
      #expect(try await client.ask(RedisCommand("PING")).text == "PONG")
      slow.cancel()
      #expect(await slow.value?.code == .cancelled)
    }
  }

  @Test func closingLetsTheRunningCallEndAndRefusesThoseThatWait() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let observer = connection(to: server.unix)
      let running = Task { try await redis.ask(RedisCommand("BLPOP", "queue", 0)) }
      let isBlocked = try await eventually {
        let report = try await observer.ask(RedisCommand("INFO", "clients"))
        return parseServerReport(report.text ?? "")["blocked_clients"] == "1"
      }
      #expect(isBlocked)
      redis.close()
      let waiting = Task {
        await failure { () throws(RedisFailure) in
          try await redis.send(RedisCommand("SET", "a", "1"), deadline: ample)
        }
      }
      _ = try await observer.ask(RedisCommand("RPUSH", "queue", "element"))
      #expect(try await running.value.elements?.last?.text == "element")
      #expect(await waiting.value?.code == .closed)
      #expect(try await observer.ask(RedisCommand("EXISTS", "a")).integer == 0)
    }
  }

  private func connected(_ observer: RedisConnection) async throws -> Int {
    let list = try await observer.ask(RedisCommand("CLIENT", "LIST"))
    return list.text?.split(separator: "\n").count { $0.contains("name=holdfast ") } ?? 0
  }
}
