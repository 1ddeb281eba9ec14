import ConsoleDemo
import ConsoleDomain
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CounterSamplerTests {
  private static let limiter = Profile.Limiter(
    name: "login",
    prefix: "rl:login:",
    limit: 5,
    window: .seconds(900)
  )

  /// What a sampler has told so far.
  private final class Told: Sendable {
    private let batches = Mutex<[RefusalBatch]>([])

    func add(_ batch: RefusalBatch) { batches.withLock { $0.append(batch) } }
    var all: [RefusalBatch] { batches.withLock { $0 } }
    var refused: Int { all.flatMap(\.refusals).reduce(0) { $0 + $1.count } }
  }

  private func start(_ client: RedisClient, _ told: Told) throws -> Task<Void, Never> {
    let sampler = CounterSampler(client: client, limiters: [Self.limiter]) {
      Instant(milliseconds: SystemClock.wallMilliseconds())
    }
    let feed = try #require(sampler.feed(id: 0))
    return Task { await feed.run { told.add($0) } }
  }

  @Test func refusedHitsOfKnownAndOfNewCountersAreTold() async throws {
    let scope = try await SharedServers.scope()
    let redis = RedisClient(
      address: RedisAddress(
        endpoint: .unix(path: scope.servers.redisSocket),
        database: scope.redisDatabase
      )
    )
    _ = try await redis.pipeline([RedisCommand("SET", "rl:login:203.0.113.7", 9, "PX", 900_000)])
    let told = Told()
    let sampling = try start(redis, told)
    #expect(await eventually { told.all.contains { $0.sight?.counters == 1 } })
    #expect(told.refused == 0)
    _ = try await redis.pipeline([
      RedisCommand("INCRBY", "rl:login:203.0.113.7", 4),
      RedisCommand("SET", "rl:login:203.0.113.8", 7, "PX", 900_000),
    ])
    #expect(await eventually { told.refused == 6 })
    let last = try #require(told.all.last)
    #expect(last.source.problem == nil)
    #expect(last.recorded != nil)
    #expect(last.source.remark?.contains("found within") == true)
    sampling.cancel()
    await sampling.value
    redis.close()
  }

  @Test func aServerThatIsGoneIsNoQuietOne() async throws {
    let redis = RedisClient(
      address: RedisAddress(endpoint: .unix(path: "/nonexistent/redis.sock"), database: 0)
    )
    let told = Told()
    let sampling = try start(redis, told)
    #expect(await eventually { told.all.contains { $0.source.problem != nil } })
    #expect(told.all.allSatisfy { $0.recorded == nil && $0.sight == nil })
    sampling.cancel()
    await sampling.value
    redis.close()
  }

  /// The server's own account of its time, so that no clock of this machine is judged.
  @Test func amongAMillionSessionsItTakesUnderATwentiethOfTheServersTime() async throws {
    let servers = try await PrivateServers.start(accessControl: false)
    let redis = RedisClient(
      address: RedisAddress(endpoint: .unix(path: servers.redisSocket), database: 0)
    )
    let filling = """
      for i = 1, 1000000 do redis.call('SET', 'sess:' .. i, ARGV[1]) end
      for i = 1, 1000 do redis.call('SET', 'rl:login:user' .. i, 9, 'PX', 900000) end
      """
    _ = try await redis.pipeline(
      [RedisCommand("EVAL", filling, 0, String(repeating: "x", count: 200))],
      on: .scan,
      deadline: .seconds(120)
    )
    let told = Told()
    let sampling = try start(redis, told)
    // The first looks open connections; what counts is how it goes on.
    #expect(await eventually { told.all.count > 2 })
    let before = try await spent(redis)
    let begin = SystemClock.monotonic()
    let looks = told.all.count
    #expect(await eventually(within: .seconds(60)) { told.all.count >= looks + 12 })
    let after = try await spent(redis)
    let took = SystemClock.monotonic() - begin
    let share: Double = Duration.microseconds(after - before) / took
    #expect(share < 0.05)
    #expect(await eventually(within: .seconds(120)) { told.all.last?.sight?.counters == 1000 })
    sampling.cancel()
    await sampling.value
    redis.close()
    await servers.stop()
  }

  /// Microseconds of all commands, from `INFO commandstats`.
  private func spent(_ redis: RedisClient) async throws -> Int {
    let replies = try await redis.pipeline([RedisCommand("INFO", "commandstats")])
    let text = try #require(replies.first?.text)
    return text.matches(of: /usec=([0-9]+)/).reduce(0) { $0 + (Int($1.1) ?? 0) }
  }
}
