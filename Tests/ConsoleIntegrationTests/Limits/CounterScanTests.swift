import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

/// Counters of every format, as their libraries leave them in real servers (backend-data.md 5).
@Suite(.timeLimit(.minutes(5)))
struct CounterScanTests {
  private static let hash = "d9d3fa2b5e048defbd6bb9b18c5fd7264cc2eb320eabf195d22ef07c9aba88a3"
  private static let none = "00000000-0000-0000-0000-000000000000"

  private static let limiters: [Profile.Limiter] = [
    .init(name: "login", prefix: "rl:login:", limit: 3, window: .seconds(900), status: 403),
    .init(name: "any", prefix: "rl:", limit: nil, window: nil),
    .init(
      name: "flexible",
      format: .flexible,
      prefix: "login_fail_ip:",
      limit: 3,
      window: .seconds(60),
      blockDuration: .seconds(600)
    ),
    .init(name: "throttler", format: .throttler, prefix: "", limit: 3, window: .seconds(60)),
    .init(name: "fastify", format: .fastify, prefix: "fastify-rate-limit-", limit: 3, window: nil),
    .init(
      name: "sliding",
      format: .upstashSliding,
      prefix: "@upstash/ratelimit:",
      limit: 10,
      window: .seconds(3600)
    ),
    .init(
      name: "tokens",
      format: .upstashTokens,
      prefix: "bucket:",
      limit: 10,
      window: .seconds(3600)
    ),
    .init(name: "kong", format: .kong, prefix: "ratelimit:", limit: 10, window: nil),
    .init(name: "laravel", format: .laravel, prefix: "laravel_cache:", limit: 5, window: nil),
    .init(
      name: "laravel throttle",
      format: .laravelThrottle,
      prefix: "throttle:",
      limit: 5,
      window: nil
    ),
    .init(
      name: "flexible mongo",
      format: .flexibleMongo,
      prefix: "fail:",
      collection: "fail",
      limit: 3,
      window: .seconds(60)
    ),
    .init(
      name: "records",
      format: .records,
      prefix: "",
      collection: "expressRateRecords",
      limit: 3,
      window: .seconds(60)
    ),
  ]

  private var now: Instant { Instant(milliseconds: SystemClock.wallMilliseconds()) }

  private func fixture() async throws -> StoreFixture {
    var profile = Profile.nest
    profile.limiters = Self.limiters
    return try await .shared(profile: profile)
  }

  private func rows(
    _ fixture: StoreFixture,
    _ filter: String = ""
  ) async throws -> [String: CounterRow] {
    let snapshot = try await fixture.stores.limits.scan { _ in }
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.mongoProblem == nil)
    let rows = try snapshot.rows(
      matching: try CounterQuery.parse(filter),
      order: CounterOrder(.client),
      now: now
    )
    return Dictionary(
      rows.map { ("\($0.counter.limiter.name) \($0.counter.key.client.text)", $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func fill(_ fixture: StoreFixture) async throws {
    let hour = now.milliseconds / 3_600_000
    let minute = now.milliseconds / 60_000 * 60_000
    let seconds = now.milliseconds / 1000
    _ = try await fixture.redis.pipeline([
      RedisCommand("SET", "rl:login:ana@example.com", "7", "PX", 899_994),
      RedisCommand("SET", "rl:203.0.113.7", "-1"),
      RedisCommand("LPUSH", "rl:198.51.100.1", "x"),
      RedisCommand("SET", "login_fail_ip:203.0.113.7", "4", "PX", 599_999),
      RedisCommand("SET", "login_fail_ip:manual", "4"),
      RedisCommand("SET", "{\(Self.hash):default}:hits", "5", "PX", 59_996),
      RedisCommand("SET", "{\(Self.hash):default}:blocked", "1", "PX", 299_996),
      RedisCommand("SET", "{\(Self.hash):late}:blocked", "1", "PX", 299_996),
      RedisCommand("SET", "fastify-rate-limit-POST/login-10.0.0.1", "2", "PX", 5_000),
      RedisCommand("SET", "@upstash/ratelimit:api:\(hour)", "1", "PX", 7_000_000),
      RedisCommand("SET", "@upstash/ratelimit:api:\(hour - 1)", "1000", "PX", 7_000_000),
      RedisCommand("HSET", "bucket:api", "refilledAt", "\(now.milliseconds)", "tokens", "0"),
      RedisCommand(
        "SET",
        "ratelimit:\(Self.none):\(Self.none):10.0.0.1:\(minute):year",
        "12",
        "EX",
        99
      ),
      RedisCommand("SET", "laravel_cache:login|10.0.0.1", "5", "EX", 60),
      RedisCommand("SET", "laravel_cache:login|10.0.0.1:timer", "\(seconds + 60)", "EX", 60),
      RedisCommand(
        "HSET",
        "throttle:mail",
        "start",
        "\(seconds)",
        "end",
        "\(seconds + 60)",
        "count",
        "6"
      ),
      RedisCommand("SET", "sess:secret", "{}"),
      RedisCommand("SET", "bull:mail:id", "3"),
    ])
    _ = try await fixture.mongo.insertMany(
      [
        ["key": "fail:203.0.113.7", "points": 4, "expire": .null],
        ["key": "other:203.0.113.7", "points": 4, "expire": .null],
      ],
      into: MongoNamespace(fixture.database, "fail"),
      deadline: .seconds(10)
    )
    _ = try await fixture.mongo.insertMany(
      [
        [
          "_id": "203.0.113.7", "counter": 9,
          "expirationDate": .date(now.milliseconds + 60_000),
        ],
        ["_id": "203.0.113.8", "counter": 9, "expirationDate": .date(now.milliseconds - 9_000)],
      ],
      into: MongoNamespace(fixture.database, "expressRateRecords"),
      deadline: .seconds(10)
    )
  }

  @Test func everyFormatIsReadAsItsLibraryMeansIt() async throws {
    let fixture = try await fixture()
    try await fill(fixture)
    let rows = try await rows(fixture)
    let blocked = rows.mapValues(\.standing.isBlocked)
    #expect(blocked["login ana@example.com"] == true)
    #expect(rows["any 203.0.113.7"]?.standing.flags == .leftover)
    #expect(rows["any 198.51.100.1"]?.standing.flags == .unreadable)
    #expect(blocked["any 198.51.100.1"] == .some(nil))
    #expect(blocked["flexible 203.0.113.7"] == true)
    #expect(rows["flexible 203.0.113.7"]?.standing.blockedSince != nil)
    #expect(rows["flexible manual"]?.standing.flags == .forever)
    #expect(rows.values.count { $0.counter.limiter.name == "throttler" } == 1)
    #expect(rows["fastify 10.0.0.1"]?.counter.key.route == "POST/login")
    #expect(blocked["sliding api"] == true)
    #expect(rows.values.count { $0.counter.limiter.name == "sliding" } == 1)
    #expect(blocked["tokens api"] == true)
    #expect(blocked["kong 10.0.0.1"] == true)
    #expect(blocked["laravel login|10.0.0.1"] == true)
    #expect(blocked["laravel throttle mail"] == true)
    #expect(blocked["flexible mongo 203.0.113.7"] == true)
    #expect(rows["flexible mongo 203.0.113.7"]?.standing.flags.contains(.forever) == true)
    #expect(blocked["records 203.0.113.7"] == true)
    #expect(rows["records 203.0.113.8"]?.standing.flags == .past)
    #expect(!rows.keys.contains { $0.contains("secret") || $0.contains("bull") })
  }

  @Test func blocksOfAThrottlerAreFoundWithAndWithoutHits() async throws {
    let fixture = try await fixture()
    try await fill(fixture)
    let snapshot = try await fixture.stores.limits.scan { _ in }
    let rows = try snapshot.rows(
      matching: try CounterQuery.parse("limiter:throttler"),
      order: CounterOrder(.hits),
      now: now
    )
    #expect(rows.map(\.standing.hits) == [0, 5])
    #expect(rows.map(\.standing.isBlocked) == [true, true])
  }

  @Test func queriesFindWhatIsMaskedByItsWholeAddress() async throws {
    let fixture = try await fixture()
    try await fill(fixture)
    #expect(
      Array(try await rows(fixture, "email:ANA@example.com").keys) == ["login ana@example.com"]
    )
    #expect(try await rows(fixture, "client:ana@").isEmpty)
    #expect(try await rows(fixture, "blocked:unknown").count == 2)
    #expect(try await rows(fixture, "hits>8 limiter:records ip:203.0.113.*").count == 2)
  }

  @Test func aCounterIsReadAgainByItsKey() async throws {
    let fixture = try await fixture()
    try await fill(fixture)
    let snapshot = try await fixture.stores.limits.scan { _ in }
    var ids: [CounterID] = []
    snapshot.visit { ids.append($0.id) }
    _ = try await fixture.redis.send(RedisCommand("DEL", "rl:login:ana@example.com"))
    let readings = try await fixture.stores.limits.refresh(ids)
    #expect(readings.count == ids.count)
    #expect(readings.count { $0 == nil } == 1)
  }

  @Test func withoutMongoDBTheCountersOfRedisAreThereAndTheRestIsSaidToBeMissing() async throws {
    let fixture = try await fixture()
    try await fill(fixture)
    let alone = try await fixture.withoutMongoDB()
    let snapshot = try await alone.stores.limits.scan { _ in }
    #expect(snapshot.mongoProblem != nil)
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.count > 10)
  }

  @Test func aProfileWithoutLimitersReadsNothing() async throws {
    var profile = Profile.nest
    profile.limiters = []
    let fixture = try await StoreFixture.shared(profile: profile)
    _ = try await fixture.redis.send(RedisCommand("SET", "rl:203.0.113.7", "1"))
    let snapshot = try await fixture.stores.limits.scan { _ in }
    #expect(snapshot.count == 0)
    #expect(snapshot.progress.phase == .complete)
  }
}
