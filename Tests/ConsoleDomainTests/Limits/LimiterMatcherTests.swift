import ConsoleDomain
import Testing

struct LimiterMatcherTests {
  private static let limiters = [
    Profile.Limiter(name: "any", prefix: "rl:", limit: 100, window: .seconds(60)),
    Profile.Limiter(name: "login", prefix: "rl:login:", limit: 5, window: .seconds(60)),
    Profile.Limiter(
      name: "mongo",
      format: .records,
      prefix: "",
      collection: "expressRateRecords",
      limit: nil,
      window: nil
    ),
  ]

  @Test func theLongestPrefixWins() {
    let matcher = LimiterMatcher(Self.limiters)
    #expect(matcher.match(Array("rl:login:10.0.0.1".utf8))?.limiter == 1)
    #expect(matcher.match(Array("rl:10.0.0.1".utf8))?.limiter == 0)
    #expect(matcher.match(Array("sess:10.0.0.1".utf8)) == nil)
    #expect(matcher.common == Array("rl:".utf8))
  }

  @Test func codesAndLocksUnderThePrefixOfALimiterAreNoCounters() {
    let matcher = LimiterMatcher([
      Profile.Limiter(name: "submit", prefix: "waitlist:submit:", limit: 3, window: nil),
      Profile.Limiter(name: "resend", prefix: "waitlist:resend:", limit: 3, window: nil),
    ])
    #expect(matcher.match(Array("waitlist:verify:code:ana@example.com".utf8)) == nil)
    #expect(matcher.match(Array("waitlist:stats".utf8)) == nil)
  }

  @Test func twoLimitersOnOnePrefixShareTheirCounters() {
    let twice = [Self.limiters[0], Self.limiters[0]]
    #expect(LimiterMatcher(twice).match(Array("rl:10.0.0.1".utf8))?.isShared == true)
    #expect(LimiterMatcher(Self.limiters).match(Array("rl:10.0.0.1".utf8))?.isShared == false)
  }

  @Test func onlyKeysThatNameTheirClientAreLookedForByName() {
    let hashed = Profile.Limiter(
      name: "throttler",
      format: .throttler,
      prefix: "app:",
      limit: nil,
      window: nil
    )
    let bare = Profile.Limiter(name: "bare", prefix: "", limit: nil, window: nil)
    let profile = Profile(
      name: "test",
      sessions: .none,
      limiters: Self.limiters + [hashed, bare],
      collections: .init(users: "u", maskedUsers: nil, organizations: "o", events: "e")
    )
    #expect(profile.limitersInClear.map(\.limiter.name) == ["any", "login"])
    #expect(profile.limitersInClear.map(\.place) == [0, 1])
  }
}
