import ConsoleRedis
import ConsoleSystem
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(3)))
struct OutageIntegrationTests {
  @Test func answersByTheDeadlineWhileTheServerIsSilentAndRecovers() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      _ = try await redis.ask(RedisCommand("SET", "a", "1"))
      try server.signal(.stop)
      let silent = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("GET", "a"), deadline: .milliseconds(300))
      }
      #expect(silent?.code == .timedOut)
      let again = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("GET", "a"), deadline: .milliseconds(300))
      }
      #expect(again?.code == .timedOut)
      try server.signal(.resume)
      #expect(await answers(redis))
      // The late replies of the dropped connection must not be taken for new ones.
      #expect(try await redis.ask(RedisCommand("GET", "a")).text == "1")
      #expect(try await redis.identify().generation >= 2)
    }
  }

  @Test func keepsTheDeadlineOfACallerWhoWaitsBehindAnother() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      _ = try await redis.ask(RedisCommand("PING"))
      try server.signal(.stop)
      let patient = Task {
        await failure { () throws(RedisFailure) in
          try await redis.send(RedisCommand("PING"), deadline: ample)
        }
      }
      let hurried = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("PING"), deadline: .milliseconds(300))
      }
      #expect(hurried?.code == .timedOut)
      patient.cancel()
      #expect(await patient.value?.code == .cancelled)
      try server.signal(.resume)
      #expect(await answers(redis))
    }
  }

  @Test func aCancelledCallEndsAtOnceAndTheNextOneWorks() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.tcp)
      _ = try await redis.ask(RedisCommand("PING"))
      let blocked = Task {
        await failure { () throws(RedisFailure) in
          try await redis.send(RedisCommand("BLPOP", "nothing", 0), deadline: ample)
        }
      }
      let observer = connection(to: server.unix)
      let isBlocked = try await eventually {
        let report = try await observer.ask(RedisCommand("INFO", "clients"))
        return parseServerReport(report.text ?? "")["blocked_clients"] == "1"
      }
      #expect(isBlocked)
      blocked.cancel()
      #expect(await blocked.value?.code == .cancelled)
      #expect(try await redis.ask(RedisCommand("PING")).text == "PONG")
      #expect(try await redis.identify().generation == 2)
    }
  }

  @Test func meetsARestartedServerAnewAndSendsItNothingMeantForTheOldOne() async throws {
    try await PrivateRedis.run { server async throws in
      for address in [server.unix, server.tcp] {
        let redis = connection(to: address)
        let before = try await redis.identify()
        let runID = try #require(before.runID)
        #expect(runID.count == 40)
        let pinned = RedisCommand("SET", "a", "1")
        _ = try await redis.ask(pinned, expecting: runID)
        try server.signal(.kill)
        let gone = await eventually {
          await failure { () throws(RedisFailure) in
            try await redis.send(RedisCommand("PING"), deadline: ample)
          }?.code == .unreachable
        }
        #expect(gone)
        try await server.restart()
        #expect(await answers(redis))
        let after = try await redis.identify()
        #expect(after.runID != runID)
        #expect(after.generation == before.generation + 1)
        let refused = await failure { () throws(RedisFailure) in
          try await redis.send(pinned, deadline: ample, expecting: runID)
        }
        #expect(refused?.code == .serverChanged)
        #expect(try await redis.ask(RedisCommand("EXISTS", "a")).integer == 0)
      }
    }
  }

  @Test func noticesAConnectionThatTheServerClosedWhileItWasIdle() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let other = connection(to: server.unix)
      _ = try await redis.ask(RedisCommand("PING"))
      _ = try await other.ask(RedisCommand("CLIENT KILL", "TYPE", "normal", "SKIPME", "yes"))
      #expect(try await redis.ask(RedisCommand("PING")).text == "PONG")
      #expect(try await redis.identify().generation == 2)
    }
  }

  @Test func failsFastWhereNobodyListens() async throws {
    let port = try LoopbackPort.free()
    for address in [
      RedisAddress(endpoint: .unix(path: "/nonexistent/redis.sock")),
      RedisAddress(endpoint: .tcp(host: "127.0.0.1", port: port)),
    ] {
      let redis = connection(to: address)
      let failed = await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("PING"), deadline: ample)
      }
      #expect(failed?.code == .unreachable)
      #expect(failed?.errno != 0)
    }
  }

  @Test func aCallerWhoIsAlreadyCancelledSendsNothing() async throws {
    try await PrivateRedis.run { server async throws in
      let redis = connection(to: server.unix)
      let caller = Task {
        while !Task.isCancelled { await Task.yield() }
        return await failure { () throws(RedisFailure) in
          try await redis.send(RedisCommand("SET", "a", "1"), deadline: ample)
        }
      }
      caller.cancel()
      #expect(await caller.value?.code == .cancelled)
      let count = try await redis.ask(RedisCommand("EXISTS", "a")).integer
      #expect(count == 0)
    }
  }

  private func answers(_ redis: RedisConnection) async -> Bool {
    await eventually {
      await failure { () throws(RedisFailure) in
        try await redis.send(RedisCommand("PING"), deadline: ample)
      } == nil
    }
  }
}
