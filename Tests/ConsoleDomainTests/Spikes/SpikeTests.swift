import ConsoleDomain
import Testing

/// The vectors of compliance.md f.
struct SpikeTests {
  private let start = Instant(milliseconds: 1_795_478_400_000)

  private func rounded(_ score: Double, to digits: Double) -> Double {
    (score * digits).rounded() / digits
  }

  @Test func aQuietHistoryHasAFloor() throws {
    let score = try #require(RobustScore(history: Array(repeating: 0, count: 60)))
    #expect(rounded(score.score(of: 5), to: 100) == 3.37)
    #expect(rounded(score.score(of: 6), to: 100) == 4.05)
    #expect(score.smallest(above: 3.5) == 6)
  }

  @Test func aBusyHistoryAllowsMore() throws {
    let history = [36, 38, 39, 40, 41, 42, 43, 45].flatMap { Array(repeating: $0, count: 8) }
    let score = try #require(RobustScore(history: history))
    #expect(score.median == 40.5)
    #expect(score.deviation == 2)
    #expect(rounded(score.score(of: 50), to: 10) == 3.2)
    #expect(rounded(score.score(of: 60), to: 100) == 6.58)
  }

  @Test func aPoisonedHistoryDoesNotHideASpike() throws {
    let history = Array(repeating: 0, count: 55) + Array(repeating: 360, count: 45)
    let score = try #require(RobustScore(history: history))
    #expect(rounded(score.score(of: 360), to: 10) == 242.8)
  }

  @Test func twoOfThreeMinutesOpenASpikeAndOneOfThreeEndsIt() throws {
    var detector = SpikeDetector()
    for minute in 0..<10 { detector.add(2, at: at(minute)) }
    #expect(detector.add(40, at: at(10)) == nil)
    #expect(detector.open == nil)
    detector.add(3, at: at(11))
    detector.add(90, at: at(12))
    let open = try #require(detector.open)
    #expect(open.start == at(10))
    #expect(open.peak == 90)
    #expect(open.peakAt == at(12))
    #expect(open.total == 133)
    #expect(open.usual == 2)
    let last = detector.add(2, at: at(13))
    let ended = try #require(last)
    #expect(ended.end == at(13))
    #expect(detector.open == nil)
  }

  @Test func fewRefusalsAreNoSpikeHoweverQuietItWas() {
    var detector = SpikeDetector()
    for minute in 0..<60 { detector.add(0, at: at(minute)) }
    for minute in 60..<70 { detector.add(9, at: at(minute)) }
    #expect(detector.open == nil)
  }

  @Test func aLongAttackDoesNotBecomeUsual() throws {
    var detector = SpikeDetector()
    for minute in 0..<30 { detector.add(1, at: at(minute)) }
    for minute in 30..<300 { detector.add(200, at: at(minute)) }
    let open = try #require(detector.open)
    #expect(open.start == at(30))
    #expect(open.total == 270 * 200)
  }

  @Test func aMinuteThatWasNotRecordedIsNoQuietOne() throws {
    var detector = SpikeDetector()
    for minute in 0..<30 { detector.add(1, at: at(minute)) }
    detector.add(50, at: at(30))
    detector.add(50, at: at(31))
    let last = detector.add(nil, at: at(32))
    let ended = try #require(last)
    #expect(ended.end == at(32))
  }

  private func at(_ minute: Int) -> Instant { start.advanced(by: .seconds(minute * 60)) }
}

struct SourceRuleTests {
  private func standing(_ hits: Int64, _ flags: CounterFlags = []) throws -> CounterStanding {
    let limiter = Profile.Limiter(name: "x", prefix: "p:", limit: 10, window: .seconds(60))
    let now = Instant(milliseconds: 1_795_478_400_000)
    var standing = CounterRules(limiter)
      .standing(
        of: CounterReading(value: .count(hits), left: .ends(now.advanced(by: .seconds(9)))),
        key: try #require(LimiterKey("203.0.113.7", format: .counter)),
        now: now
      )
    standing.flags.formUnion(flags)
    return standing
  }

  @Test func fiveTimesTheLimitIsAnAbuseUnlessManyAreBehindIt() throws {
    #expect(SourceRule.isAbuse(try standing(51)))
    #expect(!SourceRule.isAbuse(try standing(50)))
    #expect(!SourceRule.isAbuse(try standing(51, .proxy)))
  }

  @Test func moreThanHalfOfTheRefusalsIsACause() {
    #expect(SourceRule.isCause(51, of: 100, isProxy: false))
    #expect(!SourceRule.isCause(50, of: 100, isProxy: false))
    #expect(!SourceRule.isCause(9, of: 9, isProxy: false))
    #expect(!SourceRule.isCause(99, of: 100, isProxy: true))
  }

  @Test func nearlyEverybodysAddressIsAProxy() throws {
    let address = try #require(NetworkAddress("203.0.113.7"))
    #expect(ProxyRule.isProxy(address, seen: 95, of: 100))
    #expect(!ProxyRule.isProxy(address, seen: 94, of: 100))
    #expect(!ProxyRule.isProxy(address, seen: 3, of: 3))
    #expect(ProxyRule.isProxy(try #require(NetworkAddress("10.0.0.1")), seen: 0, of: 100))
  }
}
