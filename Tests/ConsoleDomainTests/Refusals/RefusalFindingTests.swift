import ConsoleDomain
import Testing

struct RefusalFindingTests {
  private let start = Instant(milliseconds: 1_795_478_400_000)
  private let log = RefusalSource(id: 1, kind: .log, name: "access.log")
  private let attacker = NetworkAddress("203.0.113.7")

  private func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }

  /// A quiet quarter of an hour, then these refusals a minute.
  private func history(
    _ minutes: [Int],
    at now: Int,
    from address: NetworkAddress? = nil
  ) -> RefusalHistory {
    var history = RefusalHistory()
    history.move(to: at(now))
    history.add(
      RefusalBatch(
        log,
        refusals: minutes.enumerated().filter { $0.element > 0 }.map { minute, count in
          Refusal(at: at(900 + minute * 60), count: count, address: address)
        },
        recorded: start..<at(now)
      )
    )
    history.judge()
    return history
  }

  @Test func aSpikeIsSeenInItsRunningMinute() throws {
    let history = history([60, 80], at: 970)
    let spike = try #require(history.openSpike)
    #expect(spike.start == at(900))
    #expect(spike.peak == 80)
    #expect(history.spikes.isEmpty)
    #expect(history.findings().map(\.rule) == ["AL-1"])
    #expect(
      history.findings().first?.line == "refusals spike since 00:15Z: peak 80/min, usually 0"
    )
  }

  @Test func aSpikeThatEndedIsListed() throws {
    let history = history([60, 80, 0, 0], at: 900 + 4 * 60)
    #expect(history.openSpike == nil)
    let spike = try #require(history.spikes.first)
    #expect(spike.end == at(900 + 120))
    #expect(spike.total == 140)
    #expect(history.findings().isEmpty)
  }

  @Test func aLineThatComesLateChangesTheJudgement() {
    var history = history([0, 80, 0, 0], at: 900 + 4 * 60)
    #expect(history.spikes.isEmpty)
    history.add(RefusalBatch(log, refusals: [Refusal(at: at(910), count: 60)]))
    history.judge()
    #expect(history.spikes.map(\.peak) == [80])
  }

  @Test func aMinuteThatNobodyRecordedEndsASpike() {
    var history = RefusalHistory()
    history.move(to: at(1_300))
    history.add(
      RefusalBatch(
        log,
        refusals: [Refusal(at: at(900), count: 60), Refusal(at: at(960), count: 60)],
        recorded: start..<at(1_020)
      )
    )
    history.judge()
    #expect(history.openSpike == nil)
    #expect(history.spikes.map(\.total) == [120])
  }

  @Test func oneClientThatMakesMostRefusalsIsNamed() throws {
    let history = history([12], at: 905, from: attacker)
    let finding = try #require(history.findings().first)
    #expect(finding.rule == "AL-2")
    #expect(finding.isUrgent)
    #expect(finding.line == "203.0.113.7 makes 100 % of 12 refusals in 5 min")
  }

  @Test func aProxyIsNoCause() throws {
    let attacker = try #require(attacker)
    #expect(history([12], at: 905, from: attacker).findings(proxies: [attacker]).isEmpty)
    #expect(history([12], at: 905, from: NetworkAddress("10.0.0.1")).findings().isEmpty)
    #expect(history([9], at: 905, from: attacker).findings().isEmpty)
  }

  @Test func trafficWithoutAnyCounterIsBlindness() {
    var history = history([0], at: 905)
    history.add(RefusalBatch(log, requests: [(at(900), 120)]))
    let counters = RefusalSource(id: 2, kind: .counters, name: "counters")
    history.add(RefusalBatch(counters, sight: CounterSight(counters: 0, at: at(904))))
    #expect(history.findings() == [.blind(requests: 120)])
    #expect(history.findings().map(\.rule) == ["AL-3"])
    history.add(RefusalBatch(counters, sight: CounterSight(counters: 1, at: at(904))))
    #expect(history.findings().isEmpty)
  }
}
