import ConsoleDomain
import Testing

/// What readings mean, by the observations of backend-data.md 0.1 and 5.
struct CounterRulesTests {
  private let now = Instant(milliseconds: 1_795_478_430_000)

  private func standing(
    _ format: LimiterFormat,
    _ value: CounterReading.Value,
    left: CounterReading.TimeLeft = .never,
    companion: CounterReading.Companion? = nil,
    rest: String = "10.0.0.1",
    limit: Int? = 3,
    window: Duration? = .seconds(60),
    block: Duration? = nil,
    refusal: Profile.Limiter.Refusal = .usual
  ) throws -> CounterStanding {
    let limiter = Profile.Limiter(
      name: "x",
      format: format,
      prefix: "p:",
      limit: limit,
      window: window,
      blockDuration: block,
      refusal: refusal
    )
    let key = try #require(LimiterKey(rest, format: format))
    return CounterRules(limiter)
      .standing(
        of: CounterReading(value: value, left: left, companion: companion),
        key: key,
        now: now
      )
  }

  private func left(_ seconds: Int) -> CounterReading.TimeLeft {
    .ends(now.advanced(by: .seconds(seconds)))
  }

  @Test func theFirstRefusedHitIsTheOneBeyondTheLimit() throws {
    #expect(try standing(.counter, .count(3), left: left(9)).isBlocked == false)
    let over = try standing(.counter, .count(5), left: left(9))
    #expect(over.isBlocked == true)
    #expect(over.remaining == 0)
    #expect(over.refused == 2)
    #expect(over.blockedSince == nil)
  }

  @Test func withoutALimitABlockIsNotKnown() throws {
    let standing = try standing(.counter, .count(500), left: left(9), limit: nil)
    #expect(standing.isBlocked == nil)
    #expect(standing.remaining == nil)
    #expect(standing.hits == 500)
  }

  @Test func oddStatesOfRateLimitRedisAreTold() throws {
    #expect(try standing(.counter, .count(-1)).flags == .leftover)
    #expect(try standing(.counter, .count(2)).flags == .noExpiry)
    #expect(try standing(.counter, .unreadable, left: left(9)).hits == nil)
    #expect(try standing(.counter, .unreadable, left: left(9)).isBlocked == nil)
  }

  @Test func aLimiterThatDelaysNeverRefuses() throws {
    let standing = try standing(.counter, .count(50), left: left(9), refusal: .never)
    #expect(standing.isBlocked == false)
    #expect(standing.flags == .delays)
    #expect(standing.refused == nil)
  }

  @Test func aLongerLifeThanTheWindowsIsABlockOfRateLimiterFlexible() throws {
    let blocked = try standing(
      .flexible,
      .count(4),
      left: left(580),
      block: .seconds(600)
    )
    #expect(blocked.isBlocked == true)
    #expect(blocked.blockedSince == now.advanced(by: .seconds(-20)))
    #expect(try standing(.flexible, .count(4), left: left(580), limit: nil).isBlocked == true)
    #expect(try standing(.flexible, .count(2), left: left(580)).isBlocked == false)
    #expect(try standing(.flexible, .count(4)).flags == .forever)
    #expect(try standing(.flexible, .count(2), window: nil).flags == [])
    #expect(try standing(.flexible, .count(-1), left: left(59)).isBlocked == false)
  }

  @Test func aThrottlersOwnFlagIsTheBlock() throws {
    let rest = "{d9d3fa2b5e048defbd6bb9b18c5fd7264cc2eb320eabf195d22ef07c9aba88a3:default}:hits"
    let end = now.advanced(by: .seconds(280))
    let blocked = try standing(
      .throttler,
      .count(5),
      left: left(40),
      companion: .block(until: end),
      rest: rest,
      limit: nil,
      block: .seconds(300)
    )
    #expect(blocked.isBlocked == true)
    #expect(blocked.endsAt == end)
    #expect(blocked.blockedSince == now.advanced(by: .seconds(-20)))
    #expect(try standing(.throttler, .count(9), left: left(40), rest: rest).isBlocked == false)
  }

  @Test func aWindowOfTheKeyCountsMoreThanItsLifetime() throws {
    // The window began 30 s ago; the key lives on with Envoy's jitter.
    let running = try standing(
      .envoy,
      .count(4),
      left: left(300),
      rest: "edge_ip_10.0.0.1_1795478400"
    )
    #expect(running.isBlocked == true)
    #expect(running.endsAt == now.advanced(by: .seconds(30)))
    let past = try standing(
      .envoy,
      .count(4),
      left: left(300),
      rest: "edge_ip_10.0.0.1_1795478340"
    )
    #expect(past.isBlocked == false)
    #expect(past.flags == .past)
  }

  @Test func theBucketBeforeCountsWithItsRestOfTheSlidingWindow() throws {
    let number = now.milliseconds / 60_000
    let half = try standing(
      .upstashSliding,
      .count(1),
      companion: .previous(3),
      rest: "api:\(number)"
    )
    #expect(half.hits == 2)
    #expect(half.isBlocked == false)
    #expect(
      try standing(.upstashSliding, .count(1), companion: .previous(4), rest: "api:\(number)")
        .isBlocked == true
    )
    let tail = try standing(.upstashSliding, .count(6), rest: "api:\(number - 1)")
    #expect(tail.hits == 3)
    #expect(tail.isBlocked == true)
    #expect(tail.endsAt == now.advanced(by: .seconds(30)))
    #expect(
      try standing(.upstashSliding, .count(6), rest: "api:\(number - 2)").flags == .past
    )
  }

  @Test func kongAndLaravelRefuseAtTheLimit() throws {
    let none = "00000000-0000-0000-0000-000000000000"
    #expect(
      try standing(.kong, .count(3), rest: "\(none):\(none):10.0.0.1:1795478400000:minute")
        .isBlocked == true
    )
    let end = now.advanced(by: .seconds(9))
    #expect(try standing(.laravel, .count(3), companion: .timer(end)).isBlocked == true)
    #expect(try standing(.laravel, .count(3), left: left(9)).isBlocked == false)
    let span = CounterReading.Value.span(count: 4, end: now.advanced(by: .seconds(-1)))
    #expect(try standing(.laravelThrottle, span, left: left(60)).flags == .past)
  }

  @Test func anEmptyBucketOfTokensBlocksUntilItIsFilled() throws {
    let filled = now.advanced(by: .seconds(-20))
    let empty = try standing(.upstashTokens, .tokens(0, refilledAt: filled))
    #expect(empty.isBlocked == true)
    #expect(empty.hits == 3)
    #expect(empty.endsAt == now.advanced(by: .seconds(40)))
    let due = CounterReading.Value.tokens(0, refilledAt: now.advanced(by: .seconds(-60)))
    #expect(try standing(.upstashTokens, due).isBlocked == false)
  }

  @Test func aClockThatJumpedBackTakesNothingFromAWindow() throws {
    let number = now.milliseconds / 60_000
    let ahead = try standing(.upstashSliding, .count(2), rest: "api:\(number + 5)")
    #expect(ahead.hits == 2)
  }
}
