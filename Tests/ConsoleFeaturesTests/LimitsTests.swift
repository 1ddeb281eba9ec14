import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// The list of counters: what it shows, how it follows the servers, and where it leads.
@Suite struct LimitsTests {
  private func keys(_ robot: Robot) -> [String] {
    guard let listing = robot.model.limits.listing else { return [] }
    return (0..<listing.count).compactMap { listing.row($0, at: robot.now)?.counter.shownKey() }
  }

  @Test func theFirstVisitScansAndTheFullestCounterComesFirst() {
    let robot = Robot()
    #expect(!robot.effects.contains { if case .scanCounters = $0 { true } else { false } })
    robot.press("3")
    #expect(robot.effects.contains { if case .scanCounters = $0 { true } else { false } })
    #expect(keys(robot).first == "contact:ip:203.0.113.19")
    // Without a limit nothing says how full it is: it comes last.
    #expect(keys(robot).last?.hasPrefix("rl:search:") == true)
    #expect(robot.model.limits.cursor?.position == 0)
  }

  @Test func rowsThatComeInWhileTheScanRunsLeaveTheCursorOnItsCounter() throws {
    let robot = Robot(answering: false)
    robot.press("3")
    let generation = 1
    let first = TestCounters.snapshot(
      Array(TestCounters.few.suffix(4)),
      phase: .running,
      at: robot.now
    )
    robot.stores.isAnswering = true
    robot.send(.countersPublished(generation: generation, first))
    #expect(keys(robot).count == 4)
    robot.press("j")
    let before = try #require(robot.model.limits.cursor?.id)
    robot.wait(.seconds(1))
    let more = TestCounters.snapshot(
      Array(TestCounters.few.suffix(4)) + TestCounters.few.prefix(4),
      at: robot.now
    )
    robot.send(.counterScanEnded(generation: generation, more))
    #expect(keys(robot).count == 8)
    #expect(robot.model.limits.cursor?.id == before)
  }

  @Test func aFilterNarrowsAndNamesWhatItDoesNotKnow() {
    let robot = Robot()
    robot.press("3", "/").type("blocked:yes").press("Enter")
    #expect(Set(keys(robot)).count == 3)
    robot.press("Esc", "/").type("blocked:unknown").press("Enter")
    #expect(keys(robot).count == 1)
    robot.press("Esc", "/").type("blockd:yes")
    #expect(robot.screen.contains("Did you mean blocked?"))
  }

  @Test func aMaskedAddressMatchesWholeAndIsNeverShown() {
    let robot = Robot(size: .large)
    robot.press("3", "/").type("email:ana.mora@example.com").press("Enter")
    #expect(keys(robot) == ["contact:email:a•••@example.com"])
    robot.press("Enter", "y")
    // The filter says what was typed; nothing else does.
    #expect(robot.screen.split(separator: "\n").count { $0.contains("ana.mora") } == 1)
    #expect(robot.model.limits.cursorRow(at: robot.now)?.counter.key.client.kind == .email)
    robot.press("j", "Enter")
    for case .copy(let text) in robot.effects { #expect(!text.contains("ana.mora")) }
  }

  @Test func everyColumnSortsAndTheSameOneReverses() {
    for column in CounterOrder.Column.allCases {
      let robot = Robot()
      robot.press("3").command("sort \(column.rawValue)")
      let once = keys(robot)
      robot.command("sort \(column.rawValue)")
      #expect(once.count == 8)
      #expect(keys(robot).count == 8)
      #expect(Set(keys(robot)) == Set(once))
    }
    let robot = Robot()
    robot.press("3").command("sort resets")
    #expect(keys(robot).first == "rl:login:203.0.113.20")
    robot.press("S")
    #expect(keys(robot).first == "contact:email:a•••@example.com")
  }

  @Test func rowsInViewAreReadAgainEverySecondUntilSomebodyPauses() {
    let robot = Robot()
    robot.press("3")
    _ = robot.takeEffects()
    robot.wait(.seconds(1)).wait(.seconds(1))
    #expect(refreshes(robot) == 2)
    robot.press("p")
    _ = robot.takeEffects()
    robot.wait(.seconds(1)).wait(.seconds(1))
    #expect(refreshes(robot) == 0)
    robot.press("p", "2")
    _ = robot.takeEffects()
    robot.wait(.seconds(1))
    #expect(refreshes(robot) == 0)
  }

  private func refreshes(_ robot: Robot) -> Int {
    robot.effects.count { if case .refreshCounters = $0 { true } else { false } }
  }

  @Test func noMoreThanTheWindowIsReadAgain() throws {
    let robot = Robot()
    robot.stores.counters = TestCounters.snapshot(
      (0..<20_000).map {
        TestCounters.Seen(
          limiter: 1,
          client: "198.51.\($0 / 250).\($0 % 250)",
          hits: Int64($0 % 9),
          seconds: 600
        )
      },
      at: robot.now
    )
    robot.press("3")
    _ = robot.takeEffects()
    robot.wait(.seconds(1))
    let ids = robot.effects.compactMap { effect -> [CounterID]? in
      if case .refreshCounters(_, let ids) = effect { ids } else { nil }
    }
    let asked = try #require(ids.first)
    #expect(asked.count <= robot.model.layout.pageRows + TestCounters.limiters.count)
  }

  @Test func aCounterThatIsGoneIsSaidToBe() throws {
    let robot = Robot(size: .large)
    robot.press("3")
    let id = try #require(robot.model.limits.cursor?.id)
    robot.stores.goneCounters = [id]
    robot.wait(.seconds(1))
    #expect(robot.screen.contains("This counter is gone"))
  }

  @Test func timeRunsDownBetweenReadings() {
    let robot = Robot(answering: true)
    robot.press("3").command("sort resets")
    #expect(robot.screen.contains("0:12"))
    robot.stores.isAnswering = false
    robot.wait(.seconds(5))
    #expect(robot.screen.contains("0:07"))
  }

  @Test func aLimiterWithoutALimitIsBlankAndItsBlockUnknown() {
    let robot = Robot(size: .large)
    robot.press("3", "/").type("limiter:search").press("Enter")
    #expect(robot.screen.contains("no limit in the profile"))
    #expect(robot.screen.contains("blocked  unknown: no limit in the"))
  }

  @Test func theScreenSaysThatTheBackendAnswers403() {
    let robot = Robot(size: .large)
    robot.stores.counters = TestCounters.snapshot(
      TestCounters.few.filter { $0.limiter < 2 },
      limiters: Array(TestCounters.limiters.prefix(2)),
      at: robot.now
    )
    robot.press("3")
    #expect(robot.screen.contains("refused with 403, not 429"))
    #expect(robot.screen.contains(" 403  FLAG"))
  }

  @Test func whyCountersOfMongoAreMissingIsSaid() {
    let robot = Robot()
    robot.stores.counters = TestCounters.snapshot(mongoProblem: "not authorised", at: robot.now)
    robot.press("3")
    #expect(robot.screen.contains("MongoDB counters missing: not authorised"))
  }

  @Test func marksStayOnTheirCountersAndAreCounted() {
    let robot = Robot()
    robot.press("3", "Space", "j", "Space").command("sort client")
    #expect(robot.model.limits.marks.count == 2)
    #expect(robot.screen.contains("2 marked"))
    robot.press("U", "*")
    #expect(robot.model.limits.marks.count == 8)
  }

  @Test func aRevealAsksWhyAndEndsByItself() {
    let robot = Robot(size: .large)
    robot.press("3", "/").type("email:ana.mora@example.com").press("Enter", "x")
    robot.type("Complaint 4711 of this person")
    robot.press("Tab").wait(.seconds(1)).press("Enter")
    #expect(robot.screen.contains("contact:email:ana.mora@example.com"))
    robot.wait(.seconds(31))
    #expect(!robot.screen.contains("contact:email:ana.mora"))
    #expect(robot.screen.contains("contact:email:a•••"))
  }

  @Test func anExportWritesTheRowsShown() {
    let robot = Robot()
    robot.press("3", "/").type("limiter:sign-in").press("Enter", "e")
    let exports = robot.effects.compactMap { effect -> Int? in
      if case .exportCounters(let listing, .csv, nil) = effect { listing.count } else { nil }
    }
    #expect(exports == [3])
    #expect(robot.screen.contains("3 rows written to limits.csv"))
  }

  @Test func fromACounterToTheSessionsOfItsAddressAndBack() {
    let robot = Robot()
    robot.press("3", "/").type("ip:10.2.14.77").press("Enter", "o", "s")
    #expect(robot.model.shell.navigation.current == .sessions)
    #expect(robot.model.sessions.filter == #"ip="10.2.14.77""#)
    robot.press("[")
    #expect(robot.model.shell.navigation.current == .limits)
    #expect(robot.model.limits.filter == "ip:10.2.14.77")
  }

  @Test func fromASessionToTheCountersOfItsAddress() {
    let robot = Robot()
    robot.press("o", "c")
    #expect(robot.model.shell.navigation.current == .limits)
    #expect(robot.model.limits.filter.hasPrefix("ip="))
  }

  @Test func silentServersLeaveTheRowsWithTheirAge() {
    let robot = Robot()
    robot.press("3")
    robot.stores.redisProblem = .timedOut(
      StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
      after: .seconds(4)
    )
    robot.wait(.seconds(2))
    #expect(robot.model.limits.listing?.count == 8)
    #expect(robot.screen.contains("stale: as of"))
  }
}
