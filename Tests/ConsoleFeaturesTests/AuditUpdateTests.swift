import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// The audit screen at the keyboard: paging, following, filtering, reading what is held.
@Suite struct AuditUpdateTests {
  private func opened(_ events: Int? = nil, size: Size = .usual) -> Robot {
    let robot = Robot(size: size)
    robot.stores.auditEvents = events
    robot.press("6")
    return robot
  }

  @Test func readsOlderEventsAsTheCursorNearsTheEndAndKeepsABoundedWindow() {
    let robot = opened(7_000)
    #expect(robot.model.audit.events.count == Model.auditPage)
    var seen: Set<AuditEvent.ID> = []
    for _ in 0..<500
    where !robot.model.audit.window.isAtOldest
      || robot.model.audit.position != robot.model.audit.events.count - 1
    {
      robot.press("PgDn")
      seen.formUnion(robot.model.audit.events.map(\.id))
      #expect(robot.model.audit.events.count <= AuditWindow.limit)
      #expect(robot.model.audit.position != nil)
    }
    #expect(seen.count == 7_003)
    #expect(!robot.model.audit.window.isAtNewest)
    for _ in 0..<500 where robot.model.audit.position != 0 || !robot.model.audit.window.isAtNewest {
      robot.press("PgUp")
      #expect(robot.model.audit.events.count <= AuditWindow.limit)
    }
    #expect(
      robot.model.audit.cursorEvent?.id
        == .backend(EventKey(at: testNow.advanced(by: .seconds(-1))).hex)
    )
  }

  @Test func theCursorKeepsItsEventAndItsLineWhileNewerOnesArriveOnTop() {
    let robot = opened()
    robot.press("j", "j", "f")
    let cursor = robot.model.audit.cursor
    let line = robot.model.audit.position
    robot.stores.newerAuditEvents = 3
    robot.wait(.seconds(3))
    #expect(robot.model.audit.cursor == cursor)
    #expect(robot.model.audit.position == line.map { $0 + 3 })
    #expect(robot.model.audit.events.count == 8)
    #expect(Set(robot.model.audit.events.map(\.id)).count == 8)
  }

  @Test func followsOnlyWhileTheScreenIsShownAndLive() {
    let robot = opened()
    robot.press("f", "p")
    _ = robot.takeEffects()
    robot.wait(.seconds(5))
    #expect(!robot.takeEffects().contains { $0.slot == .audit })
    robot.press("p")
    #expect(robot.takeEffects().contains { $0.slot == .audit })
    robot.press("2")
    _ = robot.takeEffects()
    robot.wait(.seconds(5))
    #expect(!robot.takeEffects().contains { $0.slot == .audit })
    robot.press("6", "f")
    _ = robot.takeEffects()
    robot.wait(.seconds(5))
    #expect(!robot.takeEffects().contains { $0.slot == .audit })
  }

  @Test func anEventOfAnotherServerThatComesLateIsShown() {
    let robot = opened()
    robot.press("f")
    robot.stores.newerAuditEvents = 2
    robot.wait(.seconds(3))
    let before = robot.model.audit.events.count
    // Between two that were there already: a smaller id than the newest one's.
    robot.stores.lateAuditEvent = TestAudit.event("auth.logout", at: testNow)
    robot.wait(.seconds(3))
    #expect(robot.model.audit.events.count == before + 1)
  }

  @Test func aFilterIsSearchedForOnceNobodyTypes() {
    let robot = opened()
    robot.press("/")
    _ = robot.takeEffects()
    robot.type("source:ours")
    #expect(!robot.takeEffects().contains { $0.slot == .audit })
    robot.wait(.milliseconds(300))
    #expect(robot.model.audit.events.count == 3)
    robot.press("Enter", "Esc")
    #expect(robot.model.audit.filter.text.isEmpty)
    #expect(robot.model.audit.events.count == 5)
  }

  @Test func aFilterThatIsNotUnderstoodKeepsTheList() {
    let robot = opened()
    robot.press("/").type("since:noon")
    robot.wait(.seconds(1))
    #expect(robot.screen.contains("since wants a time"))
    #expect(robot.model.audit.filter.text == "since")
    robot.press("Esc")
    #expect(robot.model.layers.isEmpty && robot.model.audit.events.count == 5)
  }

  @Test func aHeldEventOpensWithAReasonAndClosesByItself() throws {
    let robot = opened()
    robot.press("G", "Enter")
    #expect(robot.screen.contains("redacted: x opens it"))
    robot.press("x").type("counsel asks for case 12").press("Tab")
    robot.wait(.seconds(1)).press("Enter")
    let asked = robot.takeEffects().contains {
      if case .revealEvent(_, _, reason: "counsel asks for case 12") = $0 { true } else { false }
    }
    #expect(asked)
    #expect(robot.screen.contains("case 12"))
    robot.wait(.seconds(31))
    #expect(!robot.screen.contains("case 12"))
  }

  @Test func movingOnHidesWhatWasRevealed() {
    let robot = opened(size: .large)
    robot.press("G", "x").type("counsel asks for case 12").press("Tab")
    robot.wait(.seconds(1)).press("Enter")
    #expect(robot.screen.contains("case 12"))
    robot.press("Tab", "k", "j")
    #expect(!robot.screen.contains("case 12"))
  }

  @Test func ofAStrippedEventNothingOpens() {
    let robot = opened()
    robot.stores.lateAuditEvent = TestAudit.event("user.updated", isStripped: true, at: testNow)
    robot.press("r", "x")
    #expect(robot.model.layers.isEmpty)
    #expect(robot.model.shell.flash?.text.contains("never opens") == true)
  }

  @Test func leadsFromAnEventToItsSessionAndBack() {
    let robot = opened()
    robot.press("j", "o", "s")
    #expect(robot.model.shell.navigation.current == .sessions)
    #expect(robot.model.sessions.listing?.count == 1)
    #expect(robot.model.sessions.cursorRow?.id.hash == SessionID("sid00001-secretpart-1").hash)
    robot.press("[")
    #expect(robot.model.shell.navigation.current == .audit)
    #expect(robot.model.audit.position == 1)
  }

  @Test func leadsFromASessionToItsEvents() {
    let robot = Robot()
    robot.command("session \(SessionID("sid00001-secretpart-1").hash)").press("E")
    #expect(robot.model.shell.navigation.current == .audit)
    #expect(robot.model.audit.events.map(\.type) == ["session.revoked"])
  }

  @Test func aBatchLeadsToItsFirstDocumentAndAHoldToItself() {
    let record = TestAudit.record(
      7,
      .intent,
      result: nil,
      isDangling: false,
      at: testNow,
      fields: [
        ("entities.000000", .document(["type": .string("contact"), "id": .string("c1")])),
        ("hold.id", .string("H-1")),
      ]
    )
    #expect(AuditJump.entity.target(of: .ours(record)) == "contact/c1")
    #expect(AuditJump.hold.target(of: .ours(record)) == "H-1")
    var event = TestAudit.event("contact.updated", isHeld: true, at: testNow)
    #expect(AuditJump.hold.target(of: .backend(event)) == nil)
    event.holdIDs = [LegalHold.external, "H-2"]
    #expect(AuditJump.hold.target(of: .backend(event)) == "H-2")
  }

  @Test func leadsFromAHeldEventToItsHoldAndBack() {
    let robot = opened()
    var event = TestAudit.event("contact.updated", isHeld: true, at: testNow)
    event.holdIDs = ["H-000000000002"]
    robot.stores.lateAuditEvent = event
    robot.press("r", "o", "h")
    #expect(robot.model.shell.navigation.current == .holds)
    #expect(robot.model.holds.cursor == .hold("H-000000000002"))
    robot.press("[")
    #expect(robot.model.shell.navigation.current == .audit)
    #expect(robot.model.audit.cursorEvent == .backend(event))
  }

  @Test func saysWhyAnEventDoesNotLeadSomewhere() {
    let robot = opened()
    robot.press("j", "o")
    #expect(robot.screen.contains("its legal hold  (the event names none)"))
    robot.press("e")
    #expect(!robot.model.layers.isEmpty)
  }

  @Test func addsATicketOrANoteToARecord() {
    let robot = opened()
    robot.press("a").wait(.seconds(1)).press("Tab", "Tab", "Enter")
    #expect(robot.screen.contains("a note, a ticket or both"))
    #expect(!robot.model.layers.isEmpty)
    robot.press("Tab", "Tab", "Tab").type("the laptop was found").press("Tab", "Enter")
    #expect(robot.model.layers.isEmpty)
    let asked = robot.takeEffects().contains(
      .annotate(3, ticket: nil, note: "the laptop was found")
    )
    #expect(asked)
    robot.press("j", "a")
    #expect(robot.model.shell.flash?.text.contains("only records of this console") == true)
  }

  @Test func showsCoverageAsASample() {
    let robot = opened()
    robot.press("C")
    #expect(robot.screen.contains("A sample, drawn at random"))
    #expect(robot.screen.contains("users: 500 of 12,000 sampled, 7 changed, 1 without an event"))
  }

  @Test func anOutcomeThatComesLaterEndsItsIntent() {
    let intent = TestAudit.record(
      1,
      .intent,
      result: nil,
      isDangling: true,
      at: testNow,
      fields: [("opId", .string("a"))]
    )
    let outcome = TestAudit.record(
      2,
      .outcome,
      result: "success",
      isDangling: false,
      at: testNow,
      fields: [("opId", .string("a"))]
    )
    let marks = AuditMarks(ours: 2, backend: .lowest)
    var window = AuditWindow(
      AuditSlice(
        events: [.ours(intent)],
        top: marks,
        bottom: AuditMarks(ours: 1, backend: .lowest),
        isAtEnd: true,
        isInitialised: true,
        readAt: testNow
      ),
      isAtNewest: true
    )
    window.prepend(
      AuditSlice(
        events: [.ours(outcome)],
        top: AuditMarks(ours: 3, backend: .lowest),
        bottom: marks,
        isAtEnd: true,
        isInitialised: true,
        readAt: testNow
      )
    )
    guard case .ours(let record)? = window.events.last else {
      Issue.record("the intent is gone")
      return
    }
    #expect(window.events.count == 2 && !record.isDangling)
  }
}
