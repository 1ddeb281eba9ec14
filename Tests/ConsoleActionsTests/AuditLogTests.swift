import ConsoleActions
import ConsoleDomain
import Testing

struct AuditLogTests {
  let world = World()

  @Test func withoutAnIntentNothingChanges() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusals = [FakeAuditStore.denied] }
    #expect(await world.refusal(of: sessions([id])) == .auditUnavailable(FakeAuditStore.denied))
    #expect(world.backend.read { $0.rows[id] } != nil)
    #expect(world.calls.calls.isEmpty)
  }

  @Test func aSequenceThatWasTakenIsTriedAgainAfterIt() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.races = 5 }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.intentSequence == 6)
    #expect(receipt.outcomeSequence == 7)
    #expect(world.audit.headers.map(\.sequence) == Array(0...7))
  }

  @Test func aChainThatIsAlwaysTakenRefusesInTheEnd() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.races = .max }
    guard case .auditUnavailable(.conflict) = await world.refusal(of: sessions([id])) else {
      Issue.record("not refused")
      return
    }
    #expect(world.backend.read { $0.rows[id] } != nil)
  }

  @Test func aLostAcknowledgementIsLookedUpAndCountsOnce() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.lostAcknowledgements = 1 }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.intentSequence == 1)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  @Test func aSilentStoreThatHasNotStoredIsTriedAgain() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusals = [FakeAuditStore.silent, FakeAuditStore.silent] }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.intentSequence == 1)
    #expect(world.audit.actionHeaders.count == 2)
  }

  @Test func anIntentOfUnknownFateIsRefusedAndEndsAsNotAppliedIfItIsThere() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { state in
      state.lostAcknowledgements = 1
      state.fallsSilent = true
    }
    #expect(await world.refusal(of: sessions([id])) == .auditUnavailable(FakeAuditStore.silent))
    #expect(world.backend.read { $0.rows[id] } != nil)
    world.audit.change { $0.isDown = nil }
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
    #expect(world.audit.bodies(of: .outcome).map { $0["result"] } == [.string("failure")])
  }

  @Test func anIntentOfUnknownFateThatWasNotStoredGetsNoOutcome() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { state in
      state.refusals = [FakeAuditStore.silent]
      state.fallsSilent = true
    }
    #expect(await world.refusal(of: sessions([id])) == .auditUnavailable(FakeAuditStore.silent))
    #expect(world.journal.entries.count == 1)
    world.audit.change { $0.isDown = nil }
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.isEmpty)
    // The insert may still arrive: until its intent is there the outcome waits.
    #expect(world.journal.entries.count == 1)
  }

  @Test func anOutcomeThatCantBeStoredWaitsAndIsStoredBeforeTheNextIntent() async throws {
    let first = world.backend.addSession("session-00000001", user: "u1")
    let second = world.backend.addSession("session-00000002", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    let receipt = try await world.revoke(sessions([first]))
    #expect(receipt.result == .success)
    #expect(receipt.outcomeSequence == nil)
    #expect(receipt.problems.count == 1)
    #expect(world.journal.entries.count == 1)

    world.audit.change { $0.refusedPhase = nil }
    _ = try await world.revoke(sessions([second]))
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome, .intent, .outcome])
    #expect(world.journal.entries.isEmpty)
    let intents = world.audit.bodies(of: .intent).map { $0["opId"] }
    #expect(world.audit.bodies(of: .outcome).map { $0["opId"] } == intents)
  }

  @Test func anOutcomeThatNothingTakesIsSaidToBeDangling() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    world.journal.breakDown()
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.outcomeSequence == nil)
    #expect(receipt.problems.last?.contains("dangling") == true)
  }

  @Test func aDroppedPermitGetsAnUnknownOutcome() async throws {
    try await dropPermit()
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent])
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["result"] == .string("unknown"))
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.count == 2)
  }

  @Test func aDroppedPermitIsJournaledWhileTheStoreIsDown() async throws {
    try await dropPermit()
    world.audit.change { $0.isDown = FakeAuditStore.silent }
    #expect(await world.log.settle().problem != nil)
    #expect(world.journal.entries.count == 1)
    world.audit.change { $0.isDown = nil }
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  @Test func aRevealIsRecordedOrRefused() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    let reveal = AuditedRead.revealSession(id, userID: "u1", reason: "support call")
    try await world.gate.record(reveal)
    #expect(world.audit.headers.map(\.type) == ["session.reveal"])
    #expect(world.audit.actionHeaders.map(\.phase) == [.event])
    world.audit.change { $0.refusals = [FakeAuditStore.denied] }
    await #expect(throws: GateRefusal.auditUnavailable(FakeAuditStore.denied)) {
      try await world.gate.record(reveal)
    }
  }

  private func dropPermit() async throws {
    // Dropped permits are noted for the whole process: no two tests may use the same operation.
    let operation = OperationID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
    let intent = AuditIntent(
      type: "session.revoke",
      operation: operation,
      reason: "lost laptop",
      ticket: "OPS-1",
      planHash: "00",
      servers: FakeBackend.servers,
      environment: "prod",
      matched: 1,
      blocked: 0,
      details: []
    )
    let permit = try await world.log.begin(intent)
    #expect(permit.sequence == 0)
  }
}
