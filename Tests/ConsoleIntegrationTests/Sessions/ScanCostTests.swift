import ConsoleDomain
import ConsoleRedis
import ConsoleStores
import ServerHarness
import Testing

/// What a scan asks of the server, by the server's own count of its commands.
@Suite(.timeLimit(.minutes(5)))
struct ScanCostTests {
  private static let total = 20_000

  private func fill(_ fixture: StoreFixture) async throws {
    for start in stride(from: 0, to: Self.total, by: 1000) {
      _ = try await fixture.redis.pipeline(
        (start..<start + 1000).map { number in
          RedisCommand("SET", "sess:\(number)", #"{"cookie":{"path":"/"}}"#, "EX", 600)
        }
      )
    }
    _ = try await fixture.redis.send(RedisCommand("CONFIG RESETSTAT"))
  }

  /// Calls by command, in lower case, since the last reset.
  private func calls(_ fixture: StoreFixture) async throws -> [String: Int] {
    let reply = try await fixture.redis.send(RedisCommand("INFO", "commandstats"))
    var calls: [String: Int] = [:]
    for (name, value) in parseServerReport(reply.text ?? "") where name.hasPrefix("cmdstat_") {
      let count = value.prefix { $0 != "," }.dropFirst("calls=".count)
      calls[String(name.dropFirst("cmdstat_".count))] = Int(count)
    }
    return calls
  }

  @Test func eachSessionCostsTwoReadsAndAStepHasAtMostAThousandKeys() async throws {
    try await withServers { servers in
      let fixture = try await StoreFixture(servers)
      try await fill(fixture)
      let snapshot = try await fixture.stores.sessions.scan { _ in }
      let calls = try await calls(fixture)
      #expect(snapshot.count == Self.total)
      #expect(calls["keys"] == nil)
      #expect(calls["getrange"] == Self.total)
      #expect(calls["pttl"] == Self.total)
      #expect(calls["strlen"] == nil)
      let steps = try #require(calls["scan"])
      #expect((Self.total / 1000...Self.total / 100 + 1).contains(steps), "\(steps) steps")
    }
  }

  @Test func nothingIsReadAheadOfThePageInFlight() async throws {
    try await withServers { servers in
      let fixture = try await StoreFixture(servers)
      try await fill(fixture)
      let snapshot = try await fixture.stores.sessions.scanStoppedAtFirstSight()
      #expect(snapshot.count < Self.total)
      let read = try #require(try await calls(fixture)["getrange"])
      // A page that was on its way when the scan was stopped may have been read in vain.
      #expect(read - snapshot.count <= 1100)
    }
  }
}
