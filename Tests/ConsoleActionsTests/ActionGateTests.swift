import ConsoleActions
import ConsoleDomain
import Testing

struct ActionGateTests {
  let world = World()

  @Test func theGateIsReadOnlyUntilElevated() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    #expect(await world.gate.elevation == .readOnly(reason: nil))
    let plan = try await world.gate.plan(sessions([id]))
    await #expect(throws: GateRefusal.notElevated) {
      try await world.gate.apply(
        plan.id,
        authorisation: World.authorisation,
        progress: { _ in }
      )
    }
    #expect(world.calls.calls.filter { $0 != "event stored" }.isEmpty)
  }

  @Test func anElevationEndsByTimeByIdlenessAndAtOnce() async throws {
    try await world.elevate()
    world.clock.advance(by: .seconds(179))
    await world.gate.touch()
    world.clock.advance(by: .seconds(179))
    #expect(await isOpen)
    world.clock.advance(by: .seconds(1))
    #expect(await !isOpen)

    try await world.elevate()
    for _ in 0..<4 {
      world.clock.advance(by: .seconds(150))
      await world.gate.touch()
    }
    #expect(await !isOpen)

    try await world.elevate()
    await world.gate.dropElevation()
    #expect(await !isOpen)
  }

  @Test func touchingDoesNotReopenAnElevationThatEnded() async throws {
    try await world.elevate()
    world.clock.advance(by: .seconds(200))
    await world.gate.touch()
    #expect(await !isOpen)
  }

  @Test func theWriteLaneIsOpenOnlyWhileElevatedOrActing() async throws {
    let world = self.world
    let id = world.backend.addSession("session-00000001", user: "u1")
    #expect(!world.backend.read(\.isLaneOpen))
    try await world.elevate()
    #expect(world.backend.read(\.isLaneOpen))
    let plan = try await world.gate.plan(sessions([id]))
    world.backend.change { state in
      state.resurrections[id] = 1
      state.afterRevoke = { _ in await world.gate.dropElevation() }
    }
    let receipt = try await apply(plan)
    #expect(receipt.observations == [.resurrected(id, times: 1, remains: false)])
    #expect(!world.backend.read(\.isLaneOpen))
    try await world.elevate()
    world.clock.advance(by: .seconds(200))
    #expect(await !isOpen)
    #expect(!world.backend.read(\.isLaneOpen))
  }

  @Test func theDemoIsOpenWithoutACountdown() async throws {
    let demo = World(policy: GatePolicy(isDemo: true, environment: "demo"))
    demo.clock.advance(by: .seconds(86_400))
    guard case .open(until: nil, _, _) = await demo.gate.elevation else {
      Issue.record("the demo is not open")
      return
    }
  }

  @Test func aContextThatForbidsChangesRefusesElevationAndInitialisation() async throws {
    let world = World(policy: GatePolicy(readOnlyReason: "read_only: true", environment: "prod"))
    world.backend.change { $0.isInitialised = false }
    let refusal = GateRefusal.readOnly(reason: "read_only: true")
    await #expect(throws: refusal) { try await world.elevate() }
    await #expect(throws: refusal) { try await world.gate.initialiseAudit() }
    #expect(!world.backend.read(\.isInitialised))
  }

  @Test func nothingIsElevatedBeforeTheAuditStoreIsInitialised() async throws {
    world.backend.change { $0.isInitialised = false }
    await #expect(throws: GateRefusal.auditNotInitialised) { try await world.elevate() }
    try await world.gate.initialiseAudit()
    try await world.elevate()
    #expect(await isOpen)
  }

  @Test(arguments: ["too short", "aaaaaaaaaaaaaaa", "          ", ""])
  func aReasonMustSayWhy(reason: String) async throws {
    let refusal = await refusal(Authorisation(reason: reason, ticket: "OPS-1"))
    guard case .invalid(field: "reason", _) = refusal else {
      Issue.record("accepted or refused otherwise: \(String(describing: refusal))")
      return
    }
  }

  @Test(arguments: ["", " ", "OPS-", "XOPS-1", "OPS-1 "])
  func aTicketMustMatchThePatternAsAWhole(ticket: String) async throws {
    let refusal = await refusal(Authorisation(reason: "lost laptop", ticket: ticket))
    guard case .invalid(field: "ticket", _) = refusal else {
      Issue.record("accepted or refused otherwise: \(String(describing: refusal))")
      return
    }
  }

  @Test func noneYetIsATicket() async throws {
    #expect(await refusal(Authorisation(reason: "lost laptop", ticket: "none yet")) == nil)
  }

  @Test func moreThanTwentyFiveTargetsNeedTheTypedPhrase() async throws {
    let ids = (0..<26).map { world.backend.addSession("session-0000\($0)", user: "u1") }
    try await world.elevate()
    let few = try await world.gate.plan(sessions(Array(ids.dropLast())))
    #expect(few.tier == .harmful)
    #expect(few.phrase == nil)
    let many = try await world.gate.plan(sessions(ids))
    #expect(many.tier == .irreversible)
    #expect(many.phrase == "revoke 26 in prod")
    for phrase in [nil, "", "revoke 25 in prod", "REVOKE 26 in prod"] {
      var authorisation = World.authorisation
      authorisation.phrase = phrase
      await #expect(throws: GateRefusal.invalid(field: "phrase", wanted: "revoke 26 in prod")) {
        try await world.gate.apply(many.id, authorisation: authorisation, progress: { _ in })
      }
    }
    #expect(world.calls.calls.filter { $0 != "event stored" }.isEmpty)
    var authorisation = World.authorisation
    authorisation.phrase = "revoke 26 in prod"
    let receipt = try await world.gate.apply(
      many.id,
      authorisation: authorisation,
      progress: { _ in }
    )
    #expect(receipt.result == .success)
  }

  @Test func aPlanRunsOnceAndForFiveMinutes() async throws {
    let first = world.backend.addSession("session-00000001", user: "u1")
    let second = world.backend.addSession("session-00000002", user: "u1")
    try await world.elevate()
    let late = try await world.gate.plan(sessions([first]))
    world.clock.advance(by: .seconds(150))
    await world.gate.touch()
    world.clock.advance(by: .seconds(151))
    await #expect(throws: GateRefusal.planExpired) { try await apply(late) }

    try await world.elevate()
    let once = try await world.gate.plan(sessions([second]))
    _ = try await apply(once)
    await #expect(throws: GateRefusal.planExpired) { try await apply(once) }
    #expect(world.backend.read { Set($0.rows.keys) } == [first])
  }

  @Test func anotherServerThanThePlansRefuses() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([id]))
    world.backend.change { $0.servers.redis?.runID = String(repeating: "b", count: 40) }
    let changed = StoreEndpoint(kind: .redis, address: "r:6379")
    await #expect(throws: GateRefusal.serverChanged(changed)) { try await apply(plan) }
    #expect(world.calls.calls.filter { $0 != "event stored" }.isEmpty)
  }

  @Test func aServerThatChangesMidBatchStopsIt() async throws {
    let ids = (0..<3).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    let backend = world.backend
    backend.change { state in
      state.afterRevoke = { _ in backend.change { $0.servers.redis?.runID = "restarted" } }
    }
    let receipt = try await world.revoke(sessions(ids))
    #expect(receipt.outcomes.first == .revoked)
    #expect(receipt.outcomes[1] == .failed(.conflict("moved")))
    #expect(backend.read { $0.rows.count } == 2)
  }

  @Test func anUnknownServerRefusesThePlan() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { $0.servers.mongo = nil }
    guard case .store(.unreachable) = await world.refusal(of: sessions([id])) else {
      Issue.record("a plan was made on an unknown server")
      return
    }
  }

  @Test func oneActionRunsAtATime() async throws {
    let world = self.world
    let ids = (0..<2).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    try await world.elevate()
    let second = try await world.gate.plan(sessions([ids[1]]))
    world.backend.change { state in
      state.afterRevoke = { _ in
        await #expect(throws: GateRefusal.busy) {
          try await world.gate.apply(
            second.id,
            authorisation: World.authorisation,
            progress: { _ in }
          )
        }
      }
    }
    _ = try await world.revoke(sessions([ids[0]]))
    #expect(world.backend.read { $0.rows[ids[1]] } != nil)
  }

  @Test func anIncompleteScanIsTheFirstWarning() async throws {
    world.backend.addSession("session-00000001", user: "u1", isHeld: true)
    world.backend.change { $0.incompleteScan = "900,000 keys were not looked at" }
    let plan = try await world.gate.plan(.revokeUser(userID: "u1"))
    #expect(plan.warnings.count == 2)
    #expect(plan.warnings[0].contains("900,000 keys were not looked at"))
  }

  @Test func thePlanHashFollowsIdsAndServersButNotTheOrderOfMarking() async throws {
    let first = world.backend.addSession("session-00000001", user: "u1")
    let second = world.backend.addSession("session-00000002", user: "u1")
    let plan = try await world.gate.plan(sessions([first, second])).hash
    #expect(try await world.gate.plan(sessions([second, first, second])).hash == plan)
    #expect(try await world.gate.plan(sessions([first])).hash != plan)
    world.backend.change { $0.servers.mongo?.database = "other" }
    #expect(try await world.gate.plan(sessions([first, second])).hash != plan)
  }

  private var isOpen: Bool {
    get async {
      if case .open = await world.gate.elevation { true } else { false }
    }
  }

  private func apply(_ plan: ActionPlan) async throws -> ActionReceipt {
    try await world.gate.apply(plan.id, authorisation: World.authorisation, progress: { _ in })
  }

  private func refusal(_ authorisation: Authorisation) async -> GateRefusal? {
    let id = world.backend.addSession("session-00000001", user: "u1")
    do {
      try await world.elevate()
      let plan = try await world.gate.plan(sessions([id]))
      _ = try await world.gate.apply(plan.id, authorisation: authorisation, progress: { _ in })
      return nil
    } catch {
      return error as? GateRefusal
    }
  }
}
