import ConsoleDomain
import Testing

@testable import ConsoleFeatures

/// The sessions of one user, shown instead of the index.
@Suite struct SubjectTests {
  @Test func findingAUserShowsTheSetAndSaysThatTheScanIsIncomplete() {
    let robot = Robot(answering: false)
    robot.stores.isAnswering = true
    robot.command("user ana@example.com")
    #expect(robot.effects.contains(.findSubject(generation: 1, .email("ana@example.com"))))
    #expect(robot.model.sessions.listing?.count == 3)
    #expect(robot.screen.contains("3 in the user's set; scan incomplete"))
    robot.press("Esc")
    #expect(robot.model.sessions.subject == nil)
    #expect(robot.model.sessions.listing == nil)
  }

  @Test func theyAreFilteredAndSortedAsTheIndexIs() throws {
    let robot = Robot()
    robot.command("user ana@example.com").press("/").type("ip:10.2.0.1*").press("Enter")
    #expect(addresses(robot) == ["10.2.0.10", "10.2.0.15"])
    #expect(robot.screen.contains("2 shown of 3 in the user's set"))
    robot.press("S")
    #expect(addresses(robot) == ["10.2.0.15", "10.2.0.10"])
    robot.command("sort ip")
    #expect(addresses(robot) == ["10.2.0.10", "10.2.0.15"])
  }

  @Test func noMatchIsNotTakenForAnEmptySet() {
    let robot = Robot()
    robot.command("user ana@example.com").press("/").type("ip:192.0.2.1").press("Enter")
    #expect(robot.screen.contains("matches ip:192.0.2.1"))
    #expect(!robot.screen.contains("is in the user's own set"))
  }

  @Test func escapeLeadsFromTheFilterToTheUserToTheIndexAsItWas() throws {
    let robot = Robot()
    robot.press("/").type("ip:10.2.0.*").press("Enter").press("j", "j")
    let before = robot.model.sessions
    robot.command("user ana@example.com").press("/").type("ip:10.2.0.15").press("Enter")
    #expect(robot.model.sessions.listing?.count == 1)
    robot.press("Esc")
    #expect(robot.model.sessions.listing?.count == 3)
    robot.press("Esc")
    #expect(robot.model.sessions.subject == nil)
    #expect(robot.model.sessions.filter == "ip:10.2.0.*")
    #expect(robot.model.sessions.listing == before.listing)
    #expect(robot.model.sessions.cursor == before.cursor)
  }

  @Test func anIndexThatWasReadMeanwhileIsShownAfterwards() {
    let robot = Robot()
    robot.press("j", "j", "j")
    let id = robot.model.sessions.cursor?.id
    robot.command("user ana@example.com")
    robot.send(.scanEnded(generation: rescan(robot), TestSessions.snapshot(newer, scan: 2)))
    #expect(robot.model.sessions.listing?.count == 3)
    robot.press("Esc")
    #expect(robot.model.sessions.listing?.snapshot.scan == 2)
    #expect(robot.model.sessions.cursor?.id == id)
  }

  @Test func marksOfOthersSurviveTheListOfOne() {
    let robot = Robot()
    robot.command("mark-all")
    let marked = robot.model.sessions.marks.count
    #expect(marked > 3)
    robot.wait(.seconds(1)).command("user ana@example.com")
    #expect(robot.model.sessions.marks.count == marked)
  }

  @Test func readingThemAgainKeepsFilterAndCursor() throws {
    let robot = Robot()
    robot.command("user ana@example.com").press("/").type("ip:10.2.0.1*").press("Enter", "j")
    let id = try #require(robot.model.sessions.cursor?.id)
    let scan = robot.model.sessions.listing?.snapshot.scan
    robot.press("r")
    #expect(robot.model.sessions.listing?.snapshot.scan != scan)
    #expect(robot.model.sessions.filter == "ip:10.2.0.1*")
    #expect(robot.model.sessions.cursor?.id == id)
  }

  @Test func aLateArrangementOfAUserIsNotShownAsTheIndex() throws {
    let robot = Robot(answering: false)
    let found = SubjectSessions(
      user: try #require(TestSessions.directory().users.values.first),
      organization: nil,
      rows: TestSessions.rows(3),
      deadMembers: 0,
      readAt: robot.now
    )
    robot.command("user ana@example.com").send(.subjectFound(generation: 1, found))
    guard
      case .arrangeSessions(let generation, let request)? = robot.effects.last(where: {
        $0.slot == .arrangement
      })
    else {
      Issue.record("no arrangement was asked for")
      return
    }
    robot.press("Esc").send(.sessionsArranged(generation: generation, try request.arranged()))
    #expect(robot.model.sessions.listing == nil)
  }

  private let newer = TestSessions.rows(20)

  private func rescan(_ robot: Robot) -> Int {
    robot.stores.isAnswering = false
    let effect = robot.model.startScan()
    robot.stores.isAnswering = true
    guard case .scanSessions(let generation) = effect else { return 0 }
    return generation
  }

  private func addresses(_ robot: Robot) -> [String] {
    guard let listing = robot.model.sessions.listing else { return [] }
    return (0..<listing.count).compactMap { listing.row($0).ip }
  }
}
