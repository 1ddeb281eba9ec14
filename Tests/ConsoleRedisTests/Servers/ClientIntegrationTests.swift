import ConsoleRedis
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
      await client.closeWriteLane()
      let late = await failure { () throws(RedisFailure) in
        try await client.send(write, on: .write, deadline: ample)
      }
      #expect(late?.code == .closed)
      #expect(!client.isWriteLaneOpen)
      #expect(try await client.ask(RedisCommand("GET", "a")).text == "1")
      await client.close()
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
      await client.close()
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

  private func connected(_ observer: RedisConnection) async throws -> Int {
    let list = try await observer.ask(RedisCommand("CLIENT", "LIST"))
    return list.text?.split(separator: "\n").count { $0.contains("name=holdfast ") } ?? 0
  }
}
