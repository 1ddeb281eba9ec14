import ConsoleDomain
import Testing

struct RefusalHistoryTests {
  private let start = Instant(milliseconds: 1_795_478_400_000)
  private let log = RefusalSource(id: 1, kind: .log, name: "access.log")

  private func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }

  private func history(recordedTo seconds: Int, _ refusals: [Refusal] = []) -> RefusalHistory {
    var history = RefusalHistory()
    history.move(to: at(seconds))
    history.add(
      RefusalBatch(log, refusals: refusals, recorded: start..<at(seconds))
    )
    return history
  }

  private func counts(
    _ history: RefusalHistory,
    _ step: RefusalStep,
    until seconds: Int,
    slots: Int,
    width: Int? = nil
  ) -> [Int?] {
    history.columns(
      RefusalView(step: step, until: at(seconds), slots: slots),
      width: width ?? slots
    ).columns.map { $0?.refused }
  }

  @Test func withoutASourceNothingIsKnown() {
    var history = RefusalHistory()
    history.move(to: start)
    #expect(!history.isRecorded)
    #expect(history.columns(view(.minute, 5), width: 5).columns == [nil, nil, nil, nil, nil])
    #expect(history.summary(of: start..<at(300)) == nil)
    #expect(history.talkers(by: .address, in: start..<at(300), limit: 3) == nil)
  }

  private func view(_ step: RefusalStep, _ slots: Int) -> RefusalView {
    RefusalView(step: step, until: at(0), slots: slots)
  }

  @Test func aTimeBeforeTheSourceIsUnknownAndOneWithoutRefusalsIsZero() {
    let history = history(recordedTo: 180, [Refusal(at: at(61), count: 4)])
    #expect(counts(history, .minute, until: 180, slots: 5) == [nil, nil, 0, 4, 0])
    #expect(counts(history, .second, until: 63, slots: 4) == [0, 0, 4, 0])
    #expect(history.slot(.refusals, .hour, at: start)?.refused == 4)
  }

  @Test func fewColumnsShowTheHighestOfTheirSlots() {
    let history = history(
      recordedTo: 600,
      [Refusal(at: at(60), count: 97), Refusal(at: at(420), count: 3)]
    )
    #expect(counts(history, .minute, until: 600, slots: 10, width: 3) == [97, 0, 3])
    let column = history.columns(
      RefusalView(step: .minute, until: at(600), slots: 10),
      width: 3
    ).columns[0]
    #expect(column?.start == at(60))
  }

  @Test func linesThatComeOutOfOrderCountWhereTheyBelong() {
    var history = history(recordedTo: 600)
    for second in [310, 5, 130, 599, 0] {
      history.add(RefusalBatch(log, refusals: [Refusal(at: at(second))]))
    }
    #expect(counts(history, .minute, until: 600, slots: 10) == [2, 0, 1, 0, 0, 1, 0, 0, 0, 1])
  }

  @Test func whatIsOlderThanADayOrFarAheadIsCountedApart() {
    var history = history(recordedTo: 0)
    history.add(
      RefusalBatch(
        log,
        refusals: [
          Refusal(at: at(-2 * 86_400), count: 7), Refusal(at: at(86_400), count: 5),
          Refusal(at: at(60)),
        ]
      )
    )
    #expect(history.unplaced == 12)
    #expect(counts(history, .minute, until: 120, slots: 3) == [nil, nil, 1])
  }

  @Test func aClockSetAheadAndBackKeepsWhatIsInReach() {
    var history = history(recordedTo: 180, [Refusal(at: at(61), count: 4)])
    history.move(to: at(3_600))
    history.add(RefusalBatch(log, refusals: [Refusal(at: at(3_599))]))
    #expect(counts(history, .minute, until: 180, slots: 3) == [0, 4, 0])
    history.move(to: at(240))
    #expect(counts(history, .minute, until: 3_600, slots: 1) == [nil])
    history.add(RefusalBatch(log, refusals: [Refusal(at: at(200), count: 2)]))
    #expect(counts(history, .minute, until: 240, slots: 4) == [0, 4, 0, 2])
    history.move(to: at(100 * 86_400))
    history.move(to: at(240))
    history.add(RefusalBatch(log, refusals: [Refusal(at: at(230), count: 9)]))
    #expect(counts(history, .minute, until: 240, slots: 2) == [nil, 9])
  }

  @Test func kindsOfSourcesAreNotAddedAndServersOfOneKindAre() {
    var history = history(recordedTo: 60, [Refusal(at: at(10), count: 5)])
    let second = RefusalSource(id: 2, kind: .log, name: "other.log")
    let counters = RefusalSource(id: 3, kind: .counters, name: "counters")
    let signIns = RefusalSource(id: 4, kind: .signIns, name: "failed sign-ins")
    history.add(RefusalBatch(second, refusals: [Refusal(at: at(20), count: 3)]))
    history.add(RefusalBatch(counters, refusals: [Refusal(at: at(20), count: 6)]))
    history.add(RefusalBatch(signIns, refusals: [Refusal(at: at(20), count: 50)]))
    #expect(history.slot(.refusals, .minute, at: start)?.refused == 8)
    #expect(history.slot(.failedSignIns, .minute, at: start)?.refused == 50)
    #expect(history.sources.map(\.id) == [1, 2, 3, 4])
  }

  @Test func columnsAreStackedByTheNamesInView() {
    let history = history(
      recordedTo: 120,
      [
        Refusal(at: at(1), count: 6, route: "POST /login"), Refusal(at: at(2), count: 1),
        Refusal(at: at(61), count: 2, route: "GET /"),
        Refusal(at: at(62), count: 9, route: "POST /login"),
      ]
    )
    let columns = history.columns(
      RefusalView(step: .minute, until: at(120), slots: 2, axis: .route),
      width: 2
    )
    #expect(columns.names == ["POST /login", "GET /"])
    #expect(columns.columns.map { $0?.parts } == [[6, 0], [9, 2]])
    #expect(columns.columns.map { $0?.other } == [1, 0])
  }

  @Test func aHundredThousandClientsOfAMinuteAreToldWithTheirError() throws {
    let attacker = try #require(NetworkAddress("203.0.113.7"))
    var refusals = (0..<100_000).map { number in
      Refusal(
        at: at(number % 60),
        address: NetworkAddress("10.\(number >> 16).\(number >> 8 & 255).\(number & 255)")
      )
    }
    refusals.append(Refusal(at: at(30), count: 20_000, address: attacker))
    var history = history(recordedTo: 60, refusals)
    history.move(to: at(600))
    let top = try #require(history.talkers(by: .address, in: start..<at(60), limit: 3))
    #expect(top.total == 120_000)
    #expect(top.talkers.first?.name == "203.0.113.7")
    #expect(top.error < 1_000)
    let first = try #require(top.talkers.first)
    #expect((first.refused...first.refused + top.error).contains(20_000))
    let networks = try #require(history.talkers(by: .network, in: start..<at(60), limit: 1))
    #expect(networks.talkers.first?.name == "203.0.113.0/24")
  }

  @Test func theNumbersOfATimeAreOverWhatWasRecorded() throws {
    var history = history(
      recordedTo: 600,
      [Refusal(at: at(60), count: 97), Refusal(at: at(420), count: 3)]
    )
    history.add(RefusalBatch(log, requests: [(at(60), 900), (at(420), 100)]))
    let summary = try #require(history.summary(of: at(-3_600)..<at(600)))
    #expect(summary.refused == 100)
    #expect(summary.peak == 97)
    #expect(summary.peakAt == at(60))
    #expect(summary.percentile95 == 97)
    #expect(summary.requests == 1_000)
    #expect(summary.refusedOfRequests == 100)
  }
}
