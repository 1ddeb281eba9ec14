import ConsoleDomain
import ConsoleRedis
import ConsoleSystem
import Logging
import ServerHarness
import Testing

@testable import ConsoleDemo

struct AttackTests {
  private let traffic = AttackTraffic(seed: 1)
  private let start = Instant(milliseconds: 1_796_000_040_000)

  @Test func theSameSeedAttacksInTheSameWay() {
    for number in [-3600, -1, 0, 30, 5000] {
      #expect(traffic.second(number) == AttackTraffic(seed: 1).second(number))
    }
    #expect(traffic.second(30) != AttackTraffic(seed: 2).second(30))
  }

  @Test func beforeAndBetweenWavesNobodyAttacks() {
    for number in [-3600, -1, AttackTraffic.waveLength, AttackTraffic.wavePeriod - 1] {
      #expect(traffic.second(number).logins.isEmpty)
      #expect(traffic.second(number).contacts.isEmpty)
    }
    #expect(traffic.second(AttackTraffic.wavePeriod).logins.count == 6)
  }

  @Test func signInsBeyondTheProxysLimitAreRefusedUntilTheNextMinute() {
    var gate = AttackedGate()
    let burst = AttackTraffic.Second(
      ordinary: [],
      logins: Array(repeating: "198.51.100.23", count: 7),
      contacts: Array(repeating: "198.51.100.23", count: 9)
    )
    let first = gate.answers(to: burst, at: start)
    #expect(
      first.lines.map(\.status)
        == Array(repeating: 401, count: 5) + [429, 429] + Array(repeating: 201, count: 8) + [403]
    )
    #expect(first.failedLogins == 5)
    #expect(first.counted.count == 9)
    let later = gate.answers(to: burst, at: start.advanced(by: .seconds(60)))
    #expect(later.failedLogins == 5)
    #expect(later.lines.suffix(9).allSatisfy { $0.status == 403 })
  }

  @Test func aLineHasTheCombinedFormat() {
    let line = AccessLine(
      at: Instant(milliseconds: 1_796_000_040_999),
      address: "198.51.100.23",
      method: "POST",
      path: "/auth/login",
      status: 429,
      bytes: 96,
      agent: "curl/8"
    )
    #expect(
      line.text
        == #"198.51.100.23 - - [30/Nov/2026:00:54:00 +0000] "POST /auth/login HTTP/1.1" 429 96 "-" "curl/8""#
    )
  }

  @Test func itsCountersAndItsLogGrowOnARunningDemo() async throws {
    let options = DemoOptions(
      sessions: 0,
      now: Instant(milliseconds: SystemClock.wallMilliseconds()),
      hasAttack: true
    )
    let demo = try await Demo.start(options, logger: Logger(label: "test"))
    let player = try #require(demo.attack)
    let playing = Task { await player.play() }
    let redis = RedisConnection(
      address: try RedisAddress(parsing: demo.redisURL),
      name: "test",
      logger: Logger(label: "test")
    )
    let key = "contact-inquiry:contact:ip:198.51.100.23"
    func hits() async throws -> Int64 {
      let reply = try await redis.send(RedisCommand("GET", key), deadline: .seconds(10))
      return reply.text.flatMap { Int64($0) } ?? 0
    }
    let before = try await hits()
    #expect(try await eventually { try await hits() > before + 4 })
    let log = String(decoding: try File(player.log).read(limit: 8 << 20), as: UTF8.self)
    #expect(log.contains(#""POST /auth/login HTTP/1.1" 401 "#))
    #expect(log.split(separator: "\n").count > AttackTraffic.history)
    playing.cancel()
    await playing.value
    redis.close()
    await demo.stop()
    #expect(!File(player.log).exists)
  }
}
