import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Whole screens as text; `make record` writes them again and the difference is reviewed.
@Suite struct ScreenTests {
  private func expect(_ robot: Robot, _ name: String) throws {
    try RecordedText("Tests/Fixtures/screens/\(name).txt").expect(robot.screen + "\n")
  }

  private let elevated = Elevation.open(
    until: testNow.advanced(by: .seconds(552)),
    reason: "Incident 4711, stolen laptop",
    ticket: "OPS-4711"
  )

  @Test(arguments: [
    ("60x16", Size.small, Glyphs.unicode), ("80x24", Size.usual, Glyphs.unicode),
    ("120x40", Size.large, Glyphs.unicode), ("80x24-ascii", Size.usual, Glyphs.ascii),
  ])
  func sessions(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = Robot(size: size, glyphs: glyphs)
    robot.press("j", "Space", "j", "Space")
    try expect(robot, "sessions-\(name)")
  }

  @Test func sessionsWide() throws {
    let robot = Robot(size: Size(columns: 160, rows: 24))
    robot.press("w", "A")
    try expect(robot, "sessions-wide-160x24")
  }

  @Test func sessionDetail() throws {
    let robot = Robot()
    robot.press("Enter")
    try expect(robot, "session-detail-80x24")
  }

  @Test func filterWithAWordThatIsNotUnderstood() throws {
    let robot = Robot()
    robot.press("/").type("ip:10.2.* colour:red")
    try expect(robot, "filter-problem-80x24")
  }

  @Test func aFilterThatIsNearlyUnderstoodIsCorrectedFirst() throws {
    let robot = Robot()
    robot.press("/").type("usr:ana")
    let said = try #require(robot.screen.split(separator: "\n").first { $0.contains("Did you") })
    #expect(said.hasPrefix(" ✗ Did you mean user? There is no field"))
  }

  @Test func palette() throws {
    let robot = Robot()
    robot.press(":").type("re")
    try expect(robot, "palette-80x24")
  }

  @Test func help() throws {
    let robot = Robot()
    robot.press("?")
    try expect(robot, "help-80x24")
  }

  @Test(arguments: [
    ("60x16", Size.small, Glyphs.unicode), ("80x24", Size.usual, Glyphs.unicode),
    ("120x40", Size.large, Glyphs.unicode), ("80x24-ascii", Size.usual, Glyphs.ascii),
  ])
  func review(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = Robot(size: size, glyphs: glyphs, elevation: elevated)
    robot.press("*").command("revoke")
    robot.wait(.seconds(1))
    try expect(robot, "review-\(name)")
  }

  @Test func bulkReviewAsksForThePhrase() throws {
    let robot = Robot(elevation: elevated, sessions: 60)
    robot.press("*").command("revoke")
    robot.wait(.seconds(1)).press("Tab", "Tab", "Tab")
    robot.type("revoke 4")
    try expect(robot, "review-bulk-80x24")
  }

  @Test func elevation() throws {
    let robot = Robot()
    robot.press("R")
    try expect(robot, "elevation-80x24")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func audit(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.press("6")
    try expect(robot, "audit-\(name)")
  }

  @Test func auditDetail() throws {
    let robot = Robot()
    robot.press("6", "Enter")
    try expect(robot, "audit-detail-80x24")
  }

  @Test func auditEventOfTheBackend() throws {
    let robot = Robot()
    robot.stores.lateAuditEvent = TestAudit.event(
      "user.updated",
      at: testNow,
      metadata: .object([
        .init(
          name: "changes",
          value: .object([
            .init(
              name: "role",
              value: .object([
                .init(name: "from", value: .string("viewer", isMasked: false)),
                .init(name: "to", value: .string("org_admin", isMasked: false)),
              ])
            )
          ])
        )
      ])
    )
    robot.press("6", "g", "Enter")
    try expect(robot, "audit-event-80x24")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func auditFiltered(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.press("6", "/").type("action:revoke since:1h")
    robot.wait(.seconds(1)).press("Enter", "f")
    try expect(robot, "audit-filtered-\(name)")
  }

  @Test func auditJumps() throws {
    let robot = Robot()
    robot.press("6", "j", "o")
    try expect(robot, "audit-jumps-80x24")
  }

  @Test func auditCoverage() throws {
    let robot = Robot()
    robot.press("6", "C")
    try expect(robot, "audit-coverage-80x24")
  }

  @Test func detailSearch() throws {
    let robot = Robot()
    robot.press("Enter", "/").type("user")
    try expect(robot, "detail-search-80x24")
  }

  @Test func health() throws {
    let robot = Robot()
    robot.press("8")
    try expect(robot, "health-80x24")
  }

  @Test func redisLost() throws {
    let robot = Robot()
    robot.stores.redisProblem = .timedOut(
      StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
      after: .seconds(4)
    )
    robot.wait(.seconds(5)).wait(.seconds(60))
    try expect(robot, "sessions-redis-lost-80x24")
  }

  @Test func noSessionUnderThePrefixes() throws {
    let robot = Robot(sessions: 0, answering: false)
    let effect = robot.takeEffects().first { $0.slot == .scan }
    guard case .scanSessions(let generation)? = effect else {
      Issue.record("no scan was started")
      return
    }
    robot.stores.isAnswering = true
    robot.send(
      .scanEnded(
        generation: generation,
        TestSessions.snapshot([], others: ["session:", "koa:sess:"])
      )
    )
    try expect(robot, "sessions-none-80x24")
  }

  @Test func subject() throws {
    let robot = Robot()
    robot.command("user ana@example.com")
    try expect(robot, "subject-80x24")
  }

  @Test(arguments: [
    ("80x24", Size.usual, Glyphs.unicode), ("120x40", Size.large, Glyphs.unicode),
    ("80x24-ascii", Size.usual, Glyphs.ascii), ("60x16", Size.small, Glyphs.unicode),
  ])
  func everythingOfASubject(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = Robot(size: size, glyphs: glyphs)
    robot.command("subject una@example.com")
    try expect(robot, "subject-view-\(name)")
  }

  @Test func endOfASubject() throws {
    let robot = Robot()
    robot.command("subject una@example.com").press("G")
    try expect(robot, "subject-view-end-80x24")
  }

  @Test func candidates() throws {
    let robot = Robot()
    robot.command("subject una vale")
    try expect(robot, "subject-candidates-80x24")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func entities(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.command("entities contact").press("Space", "j")
    try expect(robot, "entities-\(name)")
  }

  @Test func actionsOnASubject() throws {
    let robot = Robot(elevation: elevated)
    robot.command("subject una@example.com").press("a")
    try expect(robot, "subject-actions-80x24")
  }

  @Test func actionsThatThisIdentityMayNotDo() throws {
    let robot = Robot(size: .large, elevation: elevated)
    robot.stores.missingRights = [
      MissingRight(
        Right(.backend, "update", "users"),
        reason: "not authorized on app to execute update on users"
      )
    ]
    robot.command("health").press("r").command("entities").press("Space", "j", "Space", "a")
    try expect(robot, "entities-actions-120x40")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func reviewOfAStrip(name: String, size: Size) throws {
    let robot = Robot(size: size, elevation: elevated)
    robot.command("subject una@example.com").press("a", "s")
    try expect(robot, "review-strip-\(name)")
  }

  @Test func receiptOfAPartialStrip() throws {
    let robot = Robot(elevation: elevated)
    robot.command("subject una@example.com").press("a", "s").wait(.seconds(1))
    robot.press("Tab", "Tab", "Tab").type("strip 5 in eu-west-1").press("Enter", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    robot.send(.finished(TestDocumentPlans.partialReceipt(of: plan, at: robot.now)))
    try expect(robot, "receipt-partial-80x24")
  }

  @Test func tooSmall() throws {
    try expect(Robot(size: Size(columns: 50, rows: 10)), "too-small-50x10")
  }

  @Test(arguments: [
    ("60x16", Size.small, Glyphs.unicode), ("80x24", Size.usual, Glyphs.unicode),
    ("120x40", Size.large, Glyphs.unicode), ("80x24-ascii", Size.usual, Glyphs.ascii),
  ])
  func holds(name: String, size: Size, glyphs: Glyphs) throws {
    let robot = Robot(size: size, glyphs: glyphs)
    robot.press("4", "C")
    try expect(robot, "holds-\(name)")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func holdDetail(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.command("hold H-000000000002").press("Enter")
    try expect(robot, "hold-detail-\(name)")
  }

  @Test(arguments: [("80x24", Size.usual), ("120x40", Size.large)])
  func approvals(name: String, size: Size) throws {
    let robot = Robot(size: size)
    robot.stores.approvals = TestHolds.approvals(at: testNow)
    robot.command("approvals")
    try expect(robot, "approvals-\(name)")
  }

  @Test func approvalDetail() throws {
    let robot = Robot()
    robot.stores.approvals = TestHolds.approvals(at: testNow)
    robot.command("approvals").press("Enter")
    try expect(robot, "approval-detail-80x24")
  }

  @Test func approvalDecision() throws {
    let robot = Robot()
    robot.stores.approvals = TestHolds.approvals(at: testNow)
    robot.command("approvals").press("a", "a").wait(.seconds(1))
    robot.type("Counsel agreed")
    try expect(robot, "approval-decision-80x24")
  }

  @Test(arguments: [("80x24", Size.usual), ("60x16", Size.small)])
  func holdForm(name: String, size: Size) throws {
    let robot = Robot(size: size, elevation: elevated)
    robot.press("H", "s").wait(.seconds(1)).type("LH-300")
    try expect(robot, "hold-form-\(name)")
  }

  @Test func holdMenu() throws {
    let robot = Robot(elevation: elevated)
    robot.press("4", "a")
    try expect(robot, "hold-menu-80x24")
  }

  @Test func holdReview() throws {
    let robot = Robot(elevation: elevated)
    robot.press("H", "s").wait(.seconds(1)).type("LH-300").press("Tab").type("Ladder accident")
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter").wait(.seconds(1))
    try expect(robot, "hold-review-80x24")
  }
}
