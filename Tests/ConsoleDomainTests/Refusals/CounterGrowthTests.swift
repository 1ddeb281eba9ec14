import ConsoleDomain
import Testing

struct CounterGrowthTests {
  private let start = Instant(milliseconds: 1_795_478_400_000)
  private let limiter = Profile.Limiter(
    name: "login",
    prefix: "rl:",
    limit: 10,
    window: .seconds(60)
  )

  private func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }

  private func reading(_ hits: Int64) -> CounterReading {
    CounterReading(value: .count(hits), left: .ends(at(600)))
  }

  private func snapshot(_ counters: [(String, Int64)]) -> CounterSnapshot {
    var segment = CounterSegment()
    for (client, hits) in counters {
      segment.append(id(client), reading(hits), isShared: false)
    }
    return CounterSnapshot(
      limiters: [limiter],
      progress: ScanProgress(
        phase: .complete,
        scanned: counters.count,
        estimatedTotal: counters.count,
        visited: counters.count,
        startedAt: start
      ),
      segments: [segment]
    )
  }

  private func id(_ client: String) -> CounterID {
    CounterID(limiter: 0, rest: Array(client.utf8))
  }

  @Test func whatWasRefusedBeforeTheFirstWalkIsLeftOut() {
    var growth = CounterGrowth()
    #expect(growth.walked(snapshot([("203.0.113.7", 40), ("203.0.113.8", 2)]), at: start).isEmpty)
    #expect(growth.watched == [id("203.0.113.7")])
    let grown = growth.read([(id("203.0.113.7"), reading(43))], at: at(1))
    #expect(grown.map(\.count) == [3])
    #expect(grown.first?.limiter == "login")
    #expect(grown.first?.address?.text == "203.0.113.7")
    #expect(growth.read([(id("203.0.113.7"), reading(43))], at: at(2)).isEmpty)
  }

  @Test func aCounterThatNoWalkSawBeforeBeganSince() {
    var growth = CounterGrowth()
    _ = growth.walked(snapshot([]), at: start)
    let grown = growth.walked(snapshot([("203.0.113.7", 15)]), at: at(1))
    #expect(grown.map(\.count) == [5])
  }

  @Test func aCountThatFellBeganAnewAndOneThatIsGoneIsForgotten() {
    var growth = CounterGrowth()
    _ = growth.walked(snapshot([("203.0.113.7", 40)]), at: start)
    #expect(growth.read([(id("203.0.113.7"), reading(12))], at: at(1)).map(\.count) == [2])
    #expect(growth.read([(id("203.0.113.7"), nil)], at: at(2)).isEmpty)
    #expect(growth.watched.isEmpty)
  }

  @Test func aCounterFarBeyondItsLimitIsAnAbuse() {
    var growth = CounterGrowth()
    _ = growth.walked(snapshot([("203.0.113.7", 51), ("203.0.113.8", 50)]), at: start)
    #expect(growth.abuses(at: start).map(\.client) == ["203.0.113.7"])
  }

  @Test func aLineForAPipeSaysWhatIsNotRecorded() {
    let line = RefusalLine(RefusalHistory(), at: start, seconds: 10)
    #expect(
      line.text == "2026-11-24T00:00:00Z | refused: not recorded | requests: not recorded"
    )
    #expect(line.json.contains("\"refused\":null"))
  }
}
