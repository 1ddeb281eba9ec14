import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import Testing

/// Resets and blocks of counters on real servers, each library's own way.
@Suite(.timeLimit(.minutes(5)))
struct LimitActionTests {
  private static let hash = "d9d3fa2b5e048defbd6bb9b18c5fd7264cc2eb320eabf195d22ef07c9aba88a3"

  private static let limiters: [Profile.Limiter] = [
    .init(name: "login", prefix: "rl:login:", limit: 3, window: .seconds(900)),
    .init(
      name: "flexible",
      format: .flexible,
      prefix: "fail_ip:",
      limit: 3,
      window: .seconds(60),
      blockDuration: .seconds(600)
    ),
    .init(name: "day", format: .flexible, prefix: "fail_day:", limit: 100, window: nil),
    .init(name: "throttler", format: .throttler, prefix: "", limit: 3, window: .seconds(60)),
    .init(
      name: "sliding",
      format: .upstashSliding,
      prefix: "@upstash/ratelimit:",
      limit: 10,
      window: .seconds(3600)
    ),
    .init(name: "laravel", format: .laravel, prefix: "laravel_cache:", limit: 5, window: nil),
    .init(
      name: "mongo",
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
    .init(name: "broad", prefix: "waitlist:", limit: 3, window: .seconds(900)),
  ]

  private var now: Instant { WriteFixture.clock.now() }

  private func fixture() async throws -> WriteFixture {
    var profile = Profile.nest
    profile.limiters = Self.limiters
    return try await .shared(profile: profile)
  }

  private func id(_ limiter: String, _ rest: String) throws -> CounterID {
    let place = try #require(Self.limiters.firstIndex { $0.name == limiter })
    return CounterID(limiter: place, rest: Array(rest.utf8))
  }

  private func reset(_ ids: CounterID...) -> ActionRequest {
    .resetCounters(ids.map { CounterTarget($0) })
  }

  private func keys(_ fixture: WriteFixture) async throws -> Set<String> {
    let reply = try await fixture.redis.send(RedisCommand("SCAN", "0", "COUNT", "10000"))
    return Set((reply.elements?.last?.elements ?? []).compactMap(\.text))
  }

  @Test func everyKeyOfACounterGoesAndNoOther() async throws {
    let fixture = try await fixture()
    let hour = now.milliseconds / 3_600_000
    let buckets = [hour - 1, hour].map { "@upstash/ratelimit:api:\($0)" }
    let kept = ["sess:a", "rl:login:203.0.113.8", "waitlist:verify:code:a@example.com"]
    let counters = [
      "rl:login:203.0.113.7", "fail_ip:203.0.113.7", "{\(Self.hash):default}:hits",
      "{\(Self.hash):default}:blocked", "laravel_cache:login", "laravel_cache:login:timer",
    ]
    for key in kept + counters + buckets {
      _ = try await fixture.redis.send(RedisCommand("SET", key, "5", "EX", 600))
    }
    let receipt = try await fixture.revoke(
      reset(
        try id("login", "203.0.113.7"),
        try id("flexible", "203.0.113.7"),
        try id("throttler", "{\(Self.hash):default}:hits"),
        try id("laravel", "login"),
        try id("sliding", "api:\(hour)")
      ),
      with: fixture.gate()
    )
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await keys(fixture) == Set(kept))
    let ending = try #require(receipt.counters)
    #expect(ending.outcomes.map(\.hits) == [5, 5, 5, 5, 5])
    #expect(ending.notes.contains { $0.contains("inMemoryBlockOnConsumed") })
  }

  @Test func documentsGoByTheirKeyAlone() async throws {
    let fixture = try await fixture()
    let later = MongoValue.date(now.milliseconds + 60_000)
    try await insert(
      [
        ["key": "fail:203.0.113.7", "points": 4, "expire": later],
        ["key": "fail:203.0.113.8", "points": 4, "expire": later],
      ],
      "fail",
      fixture
    )
    try await insert(
      [["_id": "203.0.113.7", "counter": 9, "expirationDate": later]],
      "expressRateRecords",
      fixture
    )
    let receipt = try await fixture.revoke(
      reset(try id("mongo", "203.0.113.7"), try id("records", "203.0.113.7")),
      with: fixture.gate()
    )
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(receipt.counters?.outcomes.map(\.hits) == [4, 9])
    let left = try await fixture.documents("fail")
    #expect(left.map { $0["key"]?.string } == ["fail:203.0.113.8"])
    #expect(try await fixture.documents("expressRateRecords").isEmpty)
  }

  private func insert(
    _ documents: [MongoDocument],
    _ collection: String,
    _ fixture: WriteFixture
  ) async throws {
    _ = try await fixture.mongo.insertMany(
      documents,
      into: MongoNamespace(fixture.database, collection),
      deadline: .seconds(10)
    )
  }

  @Test func aClientIsFoundInEveryLimiter() async throws {
    let fixture = try await fixture()
    for key in [
      "rl:login:203.0.113.7", "fail_ip:::ffff:203.0.113.7", "fail_day:203.0.113.7",
      "rl:login:203.0.113.70",
    ] {
      _ = try await fixture.redis.send(RedisCommand("SET", key, "5", "EX", 600))
    }
    let gate = fixture.gate()
    let plan = try await gate.plan(.resetClient(LimiterClient("203.0.113.7")))
    #expect(plan.counters.count == 3)
    #expect(plan.isComplete)
    #expect(plan.warnings.contains { $0.contains("throttler") })
    _ = try await fixture.revoke(.resetClient(LimiterClient("203.0.113.7")), with: gate)
    #expect(try await keys(fixture) == ["rl:login:203.0.113.70"])
  }

  @Test func whatIsGoneOrNoCounterIsReportedAndLeftAlone() async throws {
    let fixture = try await fixture()
    _ = try await fixture.redis.send(RedisCommand("SET", "rl:login:203.0.113.7", "5", "EX", 600))
    _ = try await fixture.redis.send(RedisCommand("SET", "rl:login:203.0.113.9", "5", "EX", 600))
    _ = try await fixture.redis.send(RedisCommand("LPUSH", "rl:login:list", "x"))
    let gate = fixture.gate()
    _ = try await gate.elevate(reason: "an integration test", ticket: "none yet")
    let plan = try await gate.plan(
      reset(
        try id("login", "203.0.113.7"),
        try id("login", "203.0.113.9"),
        try id("login", "list"),
        try id("login", "never")
      )
    )
    #expect(plan.matched == 3)
    #expect(plan.acting == 2)
    _ = try await fixture.redis.send(RedisCommand("DEL", "rl:login:203.0.113.7"))
    _ = try await fixture.redis.send(RedisCommand("SET", "rl:login:203.0.113.9", "no number"))
    let receipt = try await gate.apply(
      plan.id,
      authorisation: Authorisation(reason: "an integration test", ticket: "none yet")
    ) { _ in }
    #expect(receipt.counters?.outcomes.first?.end == .alreadyGone)
    #expect(receipt.counters?.outcomes[1].end == .skipped(reason: "the key holds no counter"))
    #expect(receipt.result == .partial)
    #expect(try await keys(fixture) == ["rl:login:list", "rl:login:203.0.113.9"])
  }

  @Test func codesAreNeverTouchedEvenByAProfileThatClaimsThem() async throws {
    let fixture = try await fixture()
    let code = "waitlist:verify:code:a@example.com"
    _ = try await fixture.redis.send(RedisCommand("SET", code, "123456", "EX", 600))
    let gate = fixture.gate()
    await #expect(throws: GateRefusal.self) {
      try await gate.plan(reset(try id("broad", "verify:code:a@example.com")))
    }
    await #expect(throws: GateRefusal.self) {
      try await gate.plan(.resetClient(LimiterClient("verify:code:a@example.com")))
    }
    #expect(try await keys(fixture) == [code])
  }

  @Test func aBlockIsWhatTheLibraryItselfWrites() async throws {
    let fixture = try await fixture()
    let gate = fixture.gate()
    for (limiter, duration) in [("flexible", Duration.seconds(900)), ("mongo", .seconds(900))] {
      let block = LimitBlock(try id(limiter, "203.0.113.7"), for: duration)
      let receipt = try await fixture.revoke(.blockClient(block), with: gate)
      #expect(receipt.result == .success, "\(receipt.problems)")
    }
    #expect(try await fixture.redis.send(RedisCommand("GET", "fail_ip:203.0.113.7")).text == "4")
    let left = try await fixture.redis.send(RedisCommand("TTL", "fail_ip:203.0.113.7")).integer
    #expect((800...900).contains(left ?? 0))
    let document = try await fixture.documents("fail").first
    #expect(document?["points"]?.int == 4)
    #expect(document?["key"]?.string == "fail:203.0.113.7")
    let end = try #require(document?["expire"]?.date)
    #expect((800_000...1_000_000).contains(end - now.milliseconds))
  }

  @Test func aBlockWithoutAnEndHasNone() async throws {
    let fixture = try await fixture()
    let block = LimitBlock(try id("flexible", "203.0.113.7"), for: nil)
    _ = try await fixture.revoke(.blockClient(block), with: fixture.gate())
    #expect(try await fixture.redis.send(RedisCommand("TTL", "fail_ip:203.0.113.7")).integer == -1)
  }

  @Test func proxiesAndOtherFormatsAreNotBlocked() async throws {
    let fixture = try await fixture()
    let gate = fixture.gate()
    // Nearly all hits come from one address.
    _ = try await fixture.redis.send(RedisCommand("SET", "fail_ip:203.0.113.7", "99", "EX", 60))
    _ = try await fixture.redis.send(RedisCommand("SET", "fail_ip:203.0.113.8", "1", "EX", 60))
    for (limiter, client) in [
      ("flexible", "10.0.0.1"), ("flexible", "::ffff:10.0.0.1"), ("flexible", "203.0.113.7"),
      ("login", "203.0.113.8"),
    ] {
      let block = LimitBlock(try id(limiter, client), for: .seconds(60))
      await #expect(throws: GateRefusal.self, "\(limiter) \(client)") {
        try await gate.plan(.blockClient(block))
      }
    }
    let allowed = LimitBlock(try id("flexible", "203.0.113.8"), for: .seconds(60))
    #expect(try await gate.plan(.blockClient(allowed)).acting == 1)
    let shared = try await gate.plan(.resetClient(LimiterClient("203.0.113.7")))
    #expect(shared.warnings.contains { $0.contains("shared by all") })
  }

  @Test func recordsNameACounterByMaskAndHash() async throws {
    let fixture = try await fixture()
    _ = try await fixture.redis.send(RedisCommand("SET", "rl:login:ana@example.com", "7", "EX", 60))
    let target = try id("login", "ana@example.com")
    _ = try await fixture.revoke(reset(target), with: fixture.gate())
    let text =
      try await fixture.documents("audit_bodies", of: fixture.consoleDatabase)
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
      + fixture.documents("audit_headers", of: fixture.consoleDatabase)
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text.contains(target.hash(prefix: "rl:login:")))
    #expect(text.contains("a•••@example.com"))
    #expect(!text.contains("ana@example.com"))
    #expect(try await fixture.verification().faults.isEmpty)
  }
}
