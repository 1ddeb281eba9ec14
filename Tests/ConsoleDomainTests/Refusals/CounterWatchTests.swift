import ConsoleDomain
import Testing

struct CounterWatchTests {
  private static let limiter = Profile.Limiter(
    name: "login",
    prefix: "rl:login:",
    limit: 5,
    window: .seconds(900)
  )
  private let now = Instant(milliseconds: 1_795_478_430_000)

  private func reading(_ count: Int64) -> CounterReading {
    CounterReading(value: .count(count), left: .ends(now.advanced(by: .seconds(600))))
  }

  private func counter(_ client: String, _ count: Int64) throws -> Counter {
    try #require(
      Counter(
        CounterID(limiter: 0, rest: Array(client.utf8)),
        of: [Self.limiter],
        reading(count),
        isShared: false
      )
    )
  }

  private func look(
    _ watch: inout CounterWatch,
    _ client: String,
    _ count: Int64?
  ) -> Refusal? {
    let id = CounterID(limiter: 0, rest: Array(client.utf8))
    return watch.look(id, count.map(reading), server: now, now: now)
  }

  @Test func growthBeyondTheLimitIsWhatWasRefused() throws {
    var watch = CounterWatch()
    // Nobody knows when a counter of the first walk went beyond its limit.
    #expect(watch.find(try counter("203.0.113.7", 9), server: now, now: now) == nil)
    let refusal = try #require(look(&watch, "203.0.113.7", 12))
    #expect(refusal.count == 3)
    #expect(refusal.address?.text == "203.0.113.7")
    #expect(refusal.limiter == "login")
    #expect(look(&watch, "203.0.113.7", 12) == nil)
  }

  @Test func hitsBelowTheLimitAreNoRefusals() throws {
    var watch = CounterWatch()
    _ = watch.find(try counter("203.0.113.7", 1), server: now, now: now)
    #expect(look(&watch, "203.0.113.7", 5) == nil)
    #expect(look(&watch, "203.0.113.7", 7)?.count == 2)
  }

  @Test func anotherWindowBeginsAtNothing() throws {
    var watch = CounterWatch()
    _ = watch.find(try counter("203.0.113.7", 40), server: now, now: now)
    #expect(look(&watch, "203.0.113.7", 7)?.count == 2)
    #expect(look(&watch, "203.0.113.7", 3) == nil)
  }

  @Test func aCounterThatCameSinceTheLastWalkRefusedAllOfItSince() throws {
    var watch = CounterWatch()
    watch.beginWalk()
    watch.endWalk(at: now)
    #expect(watch.sight?.counters == 0)
    #expect(watch.find(try counter("203.0.113.7", 9), server: now, now: now)?.count == 4)
  }

  @Test func aCounterThatIsGoneIsFoundAgainByTheWalkAlone() throws {
    var watch = CounterWatch()
    _ = watch.find(try counter("203.0.113.7", 9), server: now, now: now)
    #expect(look(&watch, "203.0.113.7", nil) == nil)
    #expect(watch.ids(most: 10).isEmpty)
    #expect(look(&watch, "203.0.113.7", 50) == nil)
  }

  @Test func peoplesOwnAddressesAreMasked() throws {
    var watch = CounterWatch()
    watch.endWalk(at: now)
    let refusal = watch.find(try counter("ana@example.com", 9), server: now, now: now)
    #expect(refusal?.user?.contains("ana@example.com") == false)
    #expect(refusal?.address == nil)
  }

  @Test func memoryIsBoundedAndTheUrgentStay() throws {
    var watch = CounterWatch()
    watch.endWalk(at: now)
    for number in 0..<40 {
      _ = watch.find(try counter("198.51.100.\(number)", 30), server: now, now: now)
    }
    for number in 0..<(CounterWatch.most * 3) {
      _ = watch.find(try counter("user\(number)", 1), server: now, now: now)
    }
    let ids = watch.ids(most: .max)
    #expect(ids.count <= CounterWatch.most * 5 / 4)
    for number in 0..<40 {
      #expect(watch.contains(CounterID(limiter: 0, rest: Array("198.51.100.\(number)".utf8))))
    }
    // Some were let go, so that one which is found need not be new.
    #expect(watch.find(try counter("late", 90), server: now, now: now) == nil)
    #expect(Set(watch.ids(most: 40)).count == 40)
  }

  @Test func aCounterFarBeyondItsLimitIsAnAbuseUnlessManyStandBehindIt() throws {
    var watch = CounterWatch()
    _ = watch.find(try counter("203.0.113.7", 90), server: now, now: now)
    _ = watch.find(try counter("203.0.113.8", 80), server: now, now: now)
    _ = watch.find(try counter("::ffff:172.31.0.4", 900), server: now, now: now)
    #expect(watch.sight == nil)
    watch.endWalk(at: now)
    #expect(watch.sight?.abuses.map(\.client) == ["203.0.113.7", "203.0.113.8"])
    #expect(watch.sight?.counters == 3)
  }
}
