import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem

/// Listing counters as `limits list` does, against a C program that reads the same keys and keeps nothing.
struct CounterListing {
  let demo: RunningDemo
  /// `baseline/counters`.
  let baseline: BaselineProgram
  let runs: Int

  private static let target = 1.2
  private static let usualCount = 100_000

  private var count: Int {
    ProcessEnvironment.value("COUNTERS").flatMap { Int($0) } ?? Self.usualCount
  }

  func measure() async throws -> Measurement {
    let redis = RedisClient(address: try RedisAddress(parsing: demo.redisURL))
    try await fill(redis)
    let store = LimitStore(
      client: redis,
      mongo: try MongoClient(MongoAddress(demo.mongoURI), purpose: .background),
      database: demo.database,
      limiters: [
        Profile.Limiter(name: "bench", prefix: "rl:bench:", limit: 20, window: .seconds(3600))
      ],
      now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
    )
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([demo.servers.redisSocket]))
      let start = SystemClock.monotonic()
      let snapshot = try await store.port.readAll()
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard snapshot.count == count else {
        throw BenchmarkFailure(description: "\(snapshot.count) of \(count) counters were listed")
      }
    }
    return Measurement(
      name: "list \(count) counters",
      ours: ours,
      baseline: theirs,
      target: Self.target
    )
  }

  private func fill(_ redis: RedisClient) async throws {
    let filling = """
      for i = 1, tonumber(ARGV[1]) do
        local client = '203.' .. (i % 251) .. '.' .. (math.floor(i / 251) % 251) .. '.' .. i
        redis.call('SET', 'rl:bench:' .. client, i % 50, 'PX', 3600000)
      end
      """
    _ = try await redis.pipeline(
      [RedisCommand("EVAL", filling, 0, count)],
      on: .scan,
      deadline: .seconds(120)
    )
  }
}
