import ConsoleDomain
import Testing

@testable import ConsoleFeatures

@Suite struct SessionsUpdateTests {
  private func arrangement(_ effects: [Effect]) -> (Int, SessionArrangementRequest)? {
    for case .arrangeSessions(let generation, let request) in effects.reversed() {
      return (generation, request)
    }
    return nil
  }

  @Test func startsWithASignOfLifeAnExaminationAScanAndTheWatch() {
    let robot = Robot(answering: false)
    #expect(robot.effects.map(\.slot) == [.ping, .health, .scan, .refusals])
  }

  @Test func rowsAppearWhileTheScanRunsAtMostThreeTimesASecond() {
    let robot = Robot(answering: false)
    _ = robot.takeEffects()
    for step in 1...10 {
      robot.send(
        .sessionsPublished(
          generation: 1,
          TestSessions.snapshot(TestSessions.rows(step * 10), phase: .running)
        )
      )
      if let (generation, request) = arrangement(robot.takeEffects()),
        let reply = try? request.arranged()
      {
        robot.send(.sessionsArranged(generation: generation, reply))
      }
    }
    #expect(robot.model.sessions.listing?.count == 7)
    robot.wait(.milliseconds(400))
    #expect(arrangement(robot.effects)?.1.snapshot.count == 100)
  }

  @Test func aReplyOfAnOlderReadIsDropped() throws {
    let robot = Robot(answering: false)
    robot.send(
      .scanEnded(generation: 1, TestSessions.snapshot(TestSessions.rows(9)))
    )
    let (generation, request) = try #require(arrangement(robot.effects))
    robot.press("S")
    robot.send(.sessionsArranged(generation: generation, try request.arranged()))
    #expect(robot.model.sessions.listing == nil)
  }

  @Test func theCursorStaysOnItsRecordWhenTheOrderChanges() throws {
    let robot = Robot()
    robot.press("j", "j", "j")
    let id = try #require(robot.model.sessions.cursor).id
    robot.press("S")
    #expect(robot.model.sessions.cursor?.id == id)
    #expect(robot.model.sessions.cursor?.position == 10)
    robot.press("A")
    #expect(robot.model.sessions.cursor?.id == id)
  }

  @Test func cursorAndMarksSurviveARescanAndVanishedMarksAreDropped() throws {
    let robot = Robot()
    robot.press("Space", "j", "Space", "j")
    let marks = robot.model.sessions.marks.ids
    let cursor = try #require(robot.model.sessions.cursor).id
    robot.stores.rows.removeAll { $0.id == marks[0] }
    robot.stores.rows.reverse()
    robot.wait(.seconds(1)).press("r")
    #expect(robot.model.sessions.marks.ids == [marks[1]])
    #expect(robot.model.sessions.cursor?.id == cursor)
    #expect(robot.model.sessions.cursorRow?.id == cursor)
  }

  @Test func aRescanKeepsTheListUntilItHasCaughtUp() {
    let robot = Robot()
    robot.stores.isAnswering = false
    robot.wait(.seconds(1)).press("r")
    robot.send(
      .sessionsPublished(
        generation: 2,
        TestSessions.snapshot(TestSessions.rows(3), scan: 2, phase: .running, startedAt: robot.now)
      )
    )
    robot.stores.isAnswering = true
    robot.wait(.seconds(1))
    #expect(robot.model.sessions.listing?.count == 14)
  }

  @Test func aFilterNarrowsLiveAndEscapeBringsTheOldOneBack() {
    let robot = Robot()
    robot.press("/").type("flag:held")
    #expect(robot.model.sessions.listing?.count == 3)
    robot.press("Enter")
    #expect(robot.model.sessions.filter == "flag:held")
    robot.press("/").type(" flag:archived")
    robot.press("Esc")
    #expect(robot.model.sessions.filter == "flag:held")
    #expect(robot.model.sessions.listing?.count == 3)
    robot.press("Esc")
    #expect(robot.model.sessions.filter.isEmpty)
    #expect(robot.model.sessions.listing?.count == 14)
  }

  @Test func aFilterThatIsNotUnderstoodPointsAtTheWordAndIsNotApplied() throws {
    let robot = Robot()
    robot.press("/").type("user:64 colour:red")
    guard case .filter(let prompt)? = robot.model.layers.last else {
      Issue.record("the prompt is closed")
      return
    }
    #expect(prompt.problem?.position == 8)
    #expect(prompt.problem?.length == 6)
    robot.press("Enter")
    #expect(robot.model.layers.count == 1)
  }

  @Test func revealingAsksWhyIsRecordedAndEndsByItself() {
    let robot = Robot()
    robot.press("x").type("checking with the customer").press("Enter")
    robot.wait(.seconds(1)).press("Enter")
    #expect(robot.screen.contains("user@example.com"))
    robot.wait(.seconds(31))
    #expect(!robot.screen.contains("user@example.com"))
  }

  @Test func copyingNeverHasAWholeSessionID() throws {
    for key in ["i", "h", "j", "u", "p"] {
      let robot = Robot()
      robot.press("y", key)
      guard case .copy(let text)? = robot.effects.last else {
        Issue.record("nothing was copied for \(key)")
        continue
      }
      #expect(!text.contains("secretpart"))
    }
  }

  @Test func aCopyThatTmuxMayDropIsNotCalledOne() {
    let robot = Robot()
    robot.send(.copied(bytes: 12, .tmux))
    #expect(!robot.screen.contains("copied 12"))
    #expect(robot.screen.contains("12 bytes given to tmux"))
    #expect(robot.screen.contains("set-clipboard"))
    robot.send(.copied(bytes: 12, .terminal))
    #expect(robot.screen.contains("copied 12 bytes"))
  }

  @Test func noScreenShowsAWholeSessionID() {
    let robot = Robot(size: .large)
    robot.press("w", "A")
    #expect(!robot.screen.contains("secretpart"))
    robot.press("Enter")
    #expect(!robot.screen.contains("secretpart"))
  }

  @Test func aFailedScanKeepsTheRowsAndBeginsAgainWhenRedisAnswers() {
    let robot = Robot()
    let problem = StoreProblem.timedOut(
      StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
      after: .seconds(4)
    )
    robot.stores.redisProblem = problem
    robot.wait(.seconds(3)).press("r")
    #expect(robot.model.sessions.problem == problem)
    #expect(robot.model.sessions.listing?.count == 14)
    robot.stores.redisProblem = nil
    robot.wait(.seconds(3))
    #expect(robot.model.sessions.problem == nil)
    #expect(robot.model.shell.flash?.text.contains("answers again") == true)
  }

  @Test func exportNamesWhatIsShown() throws {
    let robot = Robot()
    let shown = try #require(robot.model.sessions.listing)
    robot.command("export ndjson path=/tmp/x.ndjson")
    #expect(robot.effects.contains(.exportSessions(shown, .ndjson, path: "/tmp/x.ndjson")))
    #expect(!shown.exportLine(0, as: .csv, at: testNow).contains("secretpart"))
  }
}

/// Arranging a list that grows.
@Suite struct ArrangementTests {
  @Test func aGrowingListGoesOnFromTheArrangementBefore() throws {
    let robot = Robot(answering: false)
    let rows = TestSessions.rows(30)
    for count in [10, 30] {
      robot.wait(.seconds(1))
      _ = robot.takeEffects()
      robot.send(
        .sessionsPublished(
          generation: 1,
          TestSessions.snapshot(Array(rows.prefix(count)), phase: .running)
        )
      )
      guard case .arrangeSessions(let generation, let request)? = robot.effects.last else {
        Issue.record("nothing was asked for")
        return
      }
      #expect((request.earlier == nil) == (count == 10))
      robot.send(.sessionsArranged(generation: generation, try request.arranged()))
    }
    let whole = TestSessions.snapshot(rows, phase: .running)
    let afresh = try SessionView(
      query: Query(),
      order: SessionOrder(.seen, isDescending: true),
      showsAnonymous: false,
      now: testNow
    ).ordering(of: whole)
    #expect(robot.model.sessions.listing?.order == afresh.rows)
  }

  @Test func aListThatTakesLongToArrangeIsArrangedLessOften() throws {
    let robot = Robot(answering: false)
    robot.send(
      .sessionsPublished(
        generation: 1,
        TestSessions.snapshot(TestSessions.rows(9), phase: .running)
      )
    )
    guard case .arrangeSessions(let generation, let request)? = robot.effects.last else {
      Issue.record("nothing was asked for")
      return
    }
    robot.now = robot.now.advanced(by: .seconds(1))
    robot.send(.sessionsArranged(generation: generation, try request.arranged()))
    _ = robot.takeEffects()
    robot.send(
      .sessionsPublished(
        generation: 1,
        TestSessions.snapshot(TestSessions.rows(12), phase: .running)
      )
    )
    robot.wait(.seconds(3))
    #expect(!robot.effects.contains { $0.slot == .arrangement })
    robot.wait(.seconds(2))
    #expect(robot.effects.contains { $0.slot == .arrangement })
  }

  @Test func aRangeMarksEverythingBetweenItsEnds() {
    let robot = Robot()
    robot.press("j", "j", "j", "v", "k", "k", "v")
    #expect(robot.model.sessions.marks.count == 3)
    robot.press("U", "v", "G", "v")
    #expect(robot.model.sessions.marks.count == (robot.model.sessions.listing?.count ?? 0) - 1)
  }

  @Test func theJSONCanBeSeenWithoutTheFieldsAboveIt() {
    let robot = Robot()
    robot.press("d")
    #expect(robot.screen.contains("id hash"))
    robot.command("json")
    #expect(!robot.screen.contains("id hash"))
    #expect(robot.screen.contains("cookie"))
    robot.command("json")
    #expect(robot.screen.contains("id hash"))
  }
}
