import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

@testable import ConsoleSettings

/// A profile proposed from real servers that hold every format (backend-data.md 5 and 8).
@Suite(.timeLimit(.minutes(5)))
struct ProfileDetectionTests {
  private static let hash = "d9d3fa2b5e048defbd6bb9b18c5fd7264cc2eb320eabf195d22ef07c9aba88a3"
  private static let none = "00000000-0000-0000-0000-000000000000"

  private func proposal(_ fixture: StoreFixture) async throws -> ProfileProposal {
    let sampler = ProfileSampler(
      redis: fixture.redis,
      mongo: fixture.mongo,
      database: fixture.database
    )
    return ProfileProposal(try await sampler.sample(), known: Profile.nest.limiters)
  }

  private func profile(_ yaml: String) throws -> Profile {
    var faults: [SettingsFault] = []
    let profile = ProfileReader.read(yaml, file: "detected.yaml", faults: &faults)
    #expect(faults.isEmpty, "\(faults)")
    return try #require(profile)
  }

  private func fill(_ fixture: StoreFixture) async throws {
    _ = try await fixture.redis.pipeline([
      RedisCommand("SET", "web:sess:abc", #"{"cookie":{"path":"/"},"user":{"id":"1"}}"#),
      RedisCommand("SADD", "user:sessions:64f0c0ffee64f0c0ffee0001", "abc"),
      RedisCommand("SET", "rl:203.0.113.7", "4", "EX", 60),
      RedisCommand("SET", "rlflx:203.0.113.7", "4", "EX", 60),
      RedisCommand("SET", "app:{\(Self.hash):default}:hits", "5", "EX", 60),
      RedisCommand("SET", "fastify-rate-limit-10.0.0.1", "2", "EX", 60),
      RedisCommand("SET", "@upstash/ratelimit:api:29440000", "1", "EX", 60),
      RedisCommand("HSET", "bucket:api", "refilledAt", "1800000000000", "tokens", "0"),
      RedisCommand("HSET", "throttle:mail", "start", "1", "end", "2", "count", "6"),
      RedisCommand("SET", "ratelimit:\(Self.none):\(Self.none):10.0.0.1:1799999940000:minute", "1"),
      RedisCommand("SET", "cache:login", "5", "EX", 60),
      RedisCommand("SET", "cache:login:timer", "1800000060", "EX", 60),
      RedisCommand("SET", "shop_remote_10.0.0.1_1799999940", "3", "EX", 60),
      RedisCommand("SET", "waitlist:submit:ip:203.0.113.7", "3", "EX", 60),
      RedisCommand("SET", "waitlist:verify:code:ana@example.com", "123456", "EX", 60),
      RedisCommand("SET", "views:home", "31"),
    ])
    _ = try await fixture.mongo.insertMany(
      [["key": "fail:203.0.113.7", "points": 4, "expire": .null]],
      into: MongoNamespace(fixture.database, "fail"),
      deadline: .seconds(10)
    )
    _ = try await fixture.mongo.insertMany(
      [["_id": "203.0.113.7", "counter": 9, "expirationDate": .date(1_800_000_000_000)]],
      into: MongoNamespace(fixture.database, "expressRateRecords"),
      deadline: .seconds(10)
    )
  }

  @Test func eachFormatIsRecognisedByItsOwnForm() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture)
    let found = try await proposal(fixture)
    let limiters = Dictionary(
      found.limiters.map { ($0.format, $0.prefix) },
      uniquingKeysWith: { first, second in "\(first) \(second)" }
    )
    #expect(limiters[.counter]?.split(separator: " ").sorted() == ["rl:", "waitlist:submit:ip:"])
    #expect(limiters[.flexible] == "rlflx:")
    #expect(limiters[.throttler] == "app:")
    #expect(limiters[.fastify] == "fastify-rate-limit-")
    #expect(limiters[.upstashSliding] == "@upstash/ratelimit:")
    #expect(limiters[.upstashTokens] == "bucket:")
    #expect(limiters[.laravelThrottle] == "throttle:")
    #expect(limiters[.laravel] == "cache:")
    #expect(limiters[.kong] == "ratelimit:")
    #expect(limiters[.envoy] == "shop_")
    #expect(limiters[.flexibleMongo] == "fail:")
    #expect(limiters[.records]?.isEmpty == true)
    #expect(found.sessionPrefixes == ["web:sess:"])
    #expect(found.userIndexPrefix == "user:sessions:")
    #expect(found.unknownNumbers == ["views:"])
  }

  @Test func theProposalIsAProfileAndNamesNoSecret() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture)
    let yaml = try await proposal(fixture).yaml
    let profile = try profile(yaml)
    #expect(profile.limiters.count == 13)
    #expect(profile.limiters.first { $0.prefix == "waitlist:submit:ip:" }?.limit == 8)
    #expect(!profile.limiters.contains { $0.prefix == "waitlist:" })
    #expect(!yaml.contains("123456") && !yaml.contains("ana@") && !yaml.contains("203.0.113"))
  }

  @Test func emptyStoresGiveAProfileToFillIn() async throws {
    let yaml = try await proposal(try await StoreFixture.shared()).yaml
    #expect(yaml.contains("fill in"))
    #expect(try profile(yaml).limiters.isEmpty)
  }
}
