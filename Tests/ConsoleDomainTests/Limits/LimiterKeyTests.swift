import ConsoleDomain
import Testing

/// Keys of every format, as backend-data.md 5 has them.
struct LimiterKeyTests {
  private static let sha256 = "d9d3fa2b5e048defbd6bb9b18c5fd7264cc2eb320eabf195d22ef07c9aba88a3"
  private static let md5 = "dd2e871052020a20ff2550c004862beb"
  private static let none = "00000000-0000-0000-0000-000000000000"

  private func key(_ rest: String, _ format: LimiterFormat) throws -> LimiterKey {
    try #require(LimiterKey(rest, format: format))
  }

  @Test func aCountersKeyIsItsClient() throws {
    #expect(try key("203.0.113.7", .counter).client.kind == .address)
    #expect(try key("::ffff:203.0.113.7", .counter).client.text == "203.0.113.7")
    #expect(try key("2001:db8:abcd:1200::/56", .counter).client.kind == .network)
    #expect(try key("ana@example.com", .counter).client.shown() == "a•••@example.com")
    let both = try key("ana@example.com:10.0.0.9", .counter).client
    #expect(both.shown() == "a•••@example.com:10.0.0.9")
    #expect(both.address?.text == "10.0.0.9")
    #expect(try key("64f0c0ffee64f0c0ffee0001", .flexible).client.kind == .other)
  }

  @Test func whatMayBeAnAPIKeyIsCut() throws {
    let shown = try key("sk_live_4eC39HqLyjWDarjtT1zdp7dc", .counter).client.shown()
    #expect(!shown.contains("yjWD"))
    #expect(shown.hasPrefix("sk_live_"))
  }

  @Test func fastifyNamesTheRouteBeforeTheAddress() throws {
    #expect(try key("10.0.0.1", .fastify).route == nil)
    let routed = try key("GET/api/login-2001:db8::7", .fastify)
    #expect(routed.route == "GET/api/login")
    #expect(routed.client.text == "2001:db8::7")
  }

  @Test func aThrottlersTwoKeysAreTakenApart() throws {
    let hits = try key("{\(Self.sha256):default}:hits", .throttler)
    #expect(hits.client.kind == .hash)
    #expect(hits.role == .count)
    #expect(hits.route == "default")
    #expect(try key("{\(Self.md5):login}:blocked", .throttler).role == .block)
    // kkoomen's store on a cluster writes the word itself.
    #expect(try key("undefined{\(Self.md5):login}:hits", .throttler).client.kind == .hash)
    #expect(LimiterKey("{bull:mail}:hits", format: .throttler) == nil)
    #expect(LimiterKey(Self.md5, format: .throttler5)?.client.kind == .hash)
    #expect(LimiterKey("sess:abc", format: .throttler5) == nil)
  }

  @Test func windowsInTheKeyAreRead() throws {
    let upstash = try key("api:user:7:29401200", .upstashFixed)
    #expect(upstash.client.text == "api:user:7")
    #expect(upstash.bucket == .number(29_401_200))
    let envoy = try key("edge_remote_address_203.0.113.7_1795478400", .envoy)
    #expect(envoy.client.text == "203.0.113.7")
    #expect(envoy.bucket == .start(Instant(milliseconds: 1_795_478_400_000)))
    let kong = try key("\(Self.none):\(Self.none):2001:db8::7:1795478400000:minute", .kong)
    #expect(kong.client.text == "2001:db8::7")
    #expect(
      kong.bucket
        == .period(start: Instant(milliseconds: 1_795_478_400_000), length: .seconds(60))
    )
    #expect(LimiterKey("\(Self.none):\(Self.none):x:1795478400000:week", format: .kong) == nil)
  }

  @Test func laravelsTimerBelongsToItsCounter() throws {
    #expect(try key("login|10.0.0.1", .laravel).role == .count)
    #expect(try key("login|10.0.0.1:timer", .laravel).role == .timer)
  }
}
