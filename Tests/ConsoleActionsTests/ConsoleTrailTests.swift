import ConsoleActions
import ConsoleDomain
import Testing

/// What the console itself does is on record, beside the actions.
struct ConsoleTrailTests {
  let world = World()

  @Test func aConsoleIsOnRecordFromItsStartToItsEnd() async throws {
    await world.gate.openConsole()
    try await world.elevate()
    try await world.gate.record(.export(of: "session", rows: 3, format: "csv", reason: nil))
    await world.gate.dropElevation()
    await world.gate.closeConsole(.signal(15))
    #expect(
      types == [
        "console.start", "console.elevate", "session.export", "console.drop", "console.end",
      ]
    )
    #expect(world.audit.headers.allSatisfy { $0.phase == .event })
    #expect(Set(events.map { $0["opId"] }).count == 1)
    #expect(events[0]["startedAt"] == .string("2026-11-24T03:00:00.000Z"))
    #expect(events[0]["target.redisRunId"] == .string(String(repeating: "a", count: 40)))
    #expect(events[1]["reason"] == .string("lost laptop, case 12"))
    #expect(events[1]["ticket"] == .string("OPS-12"))
    #expect(events[1]["until"] == .string("2026-11-24T03:10:00.000Z"))
    #expect(events[3]["cause"] == .string("given up"))
    #expect(events[4]["cause"] == .string("signal 15"))
    #expect(events[4]["startedAt"] == events[0]["startedAt"])
  }

  @Test func commandsHaveNeitherStartNorEnd() async throws {
    try await world.elevate()
    await world.gate.closeConsole(.quit)
    #expect(types == ["console.elevate"])
  }

  @Test func aStartWaitsForTheAuditStore() async throws {
    world.backend.change { $0.isInitialised = false }
    await world.gate.openConsole()
    #expect(types.isEmpty)
    world.clock.advance(by: .seconds(60))
    try await world.gate.initialiseAudit()
    #expect(types == ["audit.initialise", "console.start"])
    #expect(events[1]["startedAt"] == .string("2026-11-24T03:00:00.000Z"))
    await world.gate.closeConsole(.quit)
    await world.gate.closeConsole(.quit)
    #expect(types.count == 3)
  }

  @Test func aConsoleThatNeverSawAnAuditStoreRecordsNothing() async throws {
    world.backend.change { $0.isInitialised = false }
    await world.gate.openConsole()
    await #expect(throws: GateRefusal.auditNotInitialised) { try await world.elevate() }
    await world.gate.closeConsole(.quit)
    #expect(types.isEmpty)
  }

  @Test func aStartThatCouldNotBeStoredIsStoredWithTheNextRecord() async throws {
    world.audit.change { $0.isDown = FakeAuditStore.silent }
    await world.gate.openConsole()
    world.audit.change { $0.isDown = nil }
    try await world.elevate()
    #expect(types == ["console.start", "console.elevate"])
  }

  @Test func anElevationThatCanNotBeRecordedIsNotGiven() async throws {
    world.audit.change { $0.refusedPhase = .event }
    await #expect(throws: GateRefusal.auditUnavailable(FakeAuditStore.denied)) {
      try await world.elevate()
    }
    #expect(!world.backend.read(\.isLaneOpen))
    #expect(await world.gate.elevation == .readOnly(reason: nil))
  }

  @Test func anElevationThatEndsByItselfSaysHow() async throws {
    try await world.elevate()
    world.clock.advance(by: .seconds(181))
    #expect(await world.gate.elevation == .readOnly(reason: nil))
    try await world.elevate()
    for _ in 0..<4 {
      world.clock.advance(by: .seconds(150))
      await world.gate.touch()
    }
    await world.gate.dropElevation()
    #expect(types == ["console.elevate", "console.drop", "console.elevate", "console.drop"])
    #expect(events[1]["cause"] == .string("idle"))
    #expect(events[3]["cause"] == .string("expired"))
  }

  @Test func theDemosOwnElevationIsNoEvent() async throws {
    let demo = World(policy: GatePolicy(isDemo: true, environment: "demo"))
    await demo.gate.dropElevation()
    #expect(demo.audit.headers.isEmpty)
  }

  @Test func aRefusedActionSaysWhatWasTriedAndWhy() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    let plan = try await world.gate.plan(sessions([id]))
    await #expect(throws: GateRefusal.notElevated) {
      try await world.gate.apply(
        plan.id,
        authorisation: World.authorisation,
        progress: { _ in }
      )
    }
    let event = try #require(events.first)
    #expect(types == ["session.revoke"])
    #expect(event["result"] == .string("failure"))
    #expect(event["refusal"] == .string("not-elevated"))
    #expect(event["error"] == .string("Read-only: no elevation is open"))
    #expect(event["opId"] == .string(plan.id.description))
    #expect(event["planHash"] == .string(plan.hash))
    #expect(event["reason"] == .string("lost laptop, case 12"))
    #expect(event["ticket"] == .string("OPS-12"))
  }

  @Test func eachKindOfRefusalHasItsWord() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([id]))
    let world = self.world
    func attempt(_ authorisation: Authorisation, _ id: OperationID) async {
      _ = try? await world.gate.apply(id, authorisation: authorisation, progress: { _ in })
    }
    await attempt(World.authorisation, OperationID(high: 0, low: 1))
    await attempt(Authorisation(reason: "x", ticket: "OPS-1"), plan.id)
    world.backend.change { $0.servers.redis?.runID = String(repeating: "b", count: 40) }
    await attempt(World.authorisation, plan.id)
    _ = try? await world.gate.elevate(reason: "lost laptop", ticket: "no ticket")
    #expect(
      events.dropFirst().map { $0["refusal"] } == [
        .string("plan-expired"), .string("invalid-reason"), .string("server-changed"),
        .string("invalid-ticket"),
      ]
    )
    #expect(
      types.dropFirst() == [
        "action.apply", "session.revoke", "session.revoke", "console.elevate",
      ]
    )
  }

  @Test func whatAContextForbidsIsOnRecord() async throws {
    let world = World(policy: GatePolicy(readOnlyReason: "read_only: true", environment: "prod"))
    let refusal = GateRefusal.readOnly(reason: "read_only: true")
    await #expect(throws: refusal) { try await world.elevate() }
    await #expect(throws: refusal) { try await world.gate.initialiseAudit() }
    #expect(world.audit.headers.map(\.type) == ["console.elevate", "audit.initialise"])
    let recorded = world.audit.bodies(of: .event).map { $0["refusal"] }
    #expect(recorded == [.string("read-only"), .string("read-only")])
  }

  @Test func refusingHasNoOtherEffectWhenItCanNotBeRecorded() async throws {
    world.audit.change { $0.isDown = FakeAuditStore.silent }
    let refusal = GateRefusal.invalid(
      field: "ticket",
      wanted: "a ticket like OPS-[0-9]+, or none yet"
    )
    await #expect(throws: refusal) {
      try await world.gate.elevate(reason: "lost laptop", ticket: "no ticket")
    }
  }

  @Test func anAnnotationNamesTheRecordItIsAbout() async throws {
    await world.gate.openConsole()
    let sequence = try await world.gate.annotate(0, ticket: "OPS-7", note: "opened for case 7")
    #expect(sequence == 1)
    #expect(types == ["console.start", "audit.annotate"])
    #expect(events[1]["annotated.seq"] == .int(0))
    #expect(events[1]["annotated.eventId"] == .string(world.audit.headers[0].eventID))
    #expect(events[1]["ticket"] == .string("OPS-7"))
    #expect(events[1]["reason"] == .string("opened for case 7"))
  }

  @Test func anAnnotationNeedsARecordAndSomethingToSay() async throws {
    await world.gate.openConsole()
    let faults: [(Int64, String?, String?, GateRefusal)] = [
      (9, "OPS-7", nil, .nothingToDo("the chain has no record 9")),
      (0, nil, nil, .invalid(field: "note", wanted: "a note, a ticket or both")),
      (0, nil, "short", .invalid(field: "note", wanted: "at least 10 characters that say why")),
      (
        0, "7", nil,
        .invalid(field: "ticket", wanted: "a ticket like OPS-[0-9]+, or none yet")
      ),
    ]
    for (sequence, ticket, note, refusal) in faults {
      await #expect(throws: refusal) {
        try await world.gate.annotate(sequence, ticket: ticket, note: note)
      }
    }
    #expect(types == ["console.start"])
  }

  @Test(arguments: [
    (["opsOncall"], "oncall"), (["opsViewer", "read"], "viewer"),
    (["opsRetentionBreakGlass", "opsCompliance"], "compliance+retentionBreakGlass"),
  ])
  func rolesMakeAPersona(roles: [String], persona: String) {
    #expect(ActorIdentity.persona(ofRoles: roles) == persona)
  }

  @Test func rolesOfOthersMakeNone() {
    #expect(ActorIdentity.persona(ofRoles: ["root", "operations", "ops"]) == nil)
  }

  private var types: [String] { world.audit.headers.map(\.type) }
  private var events: [AuditBody] { world.audit.bodies(of: .event) }
}
