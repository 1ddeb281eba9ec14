import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// The record, not the row: what happens to the cursor when the list moves under it.
@Suite struct CursorTests {
  @Test func goesToNothingWhenItsRecordGoesWhileAnActionIsPending() {
    let robot = Robot()
    robot.press("j", "a")
    let id = robot.model.sessions.cursor?.id
    robot.stores.rows.removeAll { $0.id == id }
    robot.wait(.seconds(1))
    let generation = robot.model.sessions.latest?.scan ?? 0
    robot.send(.elevationChanged(.open(until: nil, reason: "Incident 4711", ticket: "none yet")))
    rescan(robot, scan: generation + 1)
    #expect(robot.model.sessions.cursor == nil)
    robot.press("r")
    #expect(!robot.effects.contains { if case .plan = $0 { true } else { false } })
  }

  @Test func goesToTheNeighbourWhenNothingIsPending() {
    let robot = Robot()
    robot.press("j")
    let id = robot.model.sessions.cursor?.id
    robot.stores.rows.removeAll { $0.id == id }
    robot.wait(.seconds(1)).press("r")
    #expect(robot.model.sessions.cursor?.position == 1)
    #expect(robot.model.sessions.cursor?.id != id)
  }

  @Test func staysOnTheFirstLineUntilItIsMoved() {
    let robot = Robot()
    robot.stores.rows.insert(
      SessionRow(
        id: SessionID("newest"),
        userID: TestSessions.userID(1),
        lastSeenAt: testNow.advanced(by: .seconds(9)),
        expiry: .never,
        format: .express,
        bytes: 1
      ),
      at: 0
    )
    robot.wait(.seconds(1)).press("r")
    #expect(robot.model.sessions.cursor?.id == SessionID("newest"))
  }

  @Test func staysOnItsRecordWhenAnotherOneOfTheUserIsRevoked() throws {
    let robot = Robot()
    robot.command("user \(TestSessions.userID(1))").press("j")
    let shown = try #require(robot.model.sessions.listing)
    let id = try #require(robot.model.sessions.cursor).id
    let plan = robot.stores.plan(
      .revokeSessions([RevokeTarget(id: shown.row(0).id, userID: TestSessions.userID(1))]),
      robot.now
    )
    robot.send(
      .finished(
        ActionReceipt(
          plan: plan,
          result: .success,
          ending: .sessions([.revoked], observations: []),
          intentSequence: 1,
          outcomeSequence: 2,
          problems: [],
          finishedAt: robot.now
        )
      )
    )
    #expect(robot.model.sessions.cursor?.id == id)
    #expect(robot.model.sessions.cursorRow?.id == id)
  }

  @Test func ofTheAuditScreenStaysOnTheNewestEventUntilItIsMoved() {
    let robot = Robot()
    robot.press("6")
    robot.stores.newerAuditEvents = 1
    robot.press("r")
    #expect(robot.model.audit.position == 0)
    let newest = robot.model.audit.cursor
    robot.press("j", "k")
    robot.stores.newerAuditEvents = 2
    robot.press("r")
    #expect(robot.model.audit.cursor == newest)
    #expect(robot.model.audit.position == 1)
  }

  @Test func anOrderAskedForWhilePausedIsShown() {
    let robot = Robot()
    robot.press("p", "/").type("flag:held").press("Enter")
    #expect(robot.model.sessions.listing?.count == 3)
  }

  /// A scan that another part of the console began, as after Redis came back.
  private func rescan(_ robot: Robot, scan: Int) {
    var slots = robot.model.slots
    let generation = slots.begin(.scan)
    robot.model.slots = slots
    robot.send(
      .scanEnded(
        generation: generation,
        TestSessions.snapshot(robot.stores.rows, scan: scan, startedAt: robot.now)
      )
    )
  }
}
