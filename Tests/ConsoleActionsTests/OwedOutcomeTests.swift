import ConsoleDomain
import Testing

@testable import ConsoleActions

/// Outcomes that wait on this machine: none is lost, and none ends up in another chain.
struct OwedOutcomeTests {
  private let world = World()

  @Test func anOutcomeIsOwedToTheChainThatHasItsIntentAndToNoOther() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    #expect(world.journal.entries.count == 1)

    let other = FakeAuditStore()
    #expect(await log(over: other).settle().problem == nil)
    #expect(other.headers.isEmpty)
    #expect(world.journal.entries.count == 1)

    world.audit.change { $0.refusedPhase = nil }
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
    #expect(world.journal.entries.isEmpty)
  }

  @Test func aDamagedRecordHoldsUpNoOther() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    world.journal.damage("a file is damaged")
    world.audit.change { $0.refusedPhase = nil }
    #expect(await world.log.settle().problem?.contains("a file is damaged") == true)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  @Test func aStoreThatCantBeAskedIsNotTakenForOneThatIsOwedNothing() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    let next = World(sharing: world)
    world.audit.change { $0.isDown = FakeAuditStore.silent }
    next.backend.change { $0.initialisationProblem = FakeAuditStore.silent }
    #expect(await next.gate.settleAudit().problem != nil)
    world.audit.change { state in
      state.isDown = nil
      state.refusedPhase = nil
    }
    next.backend.change { $0.initialisationProblem = nil }
    #expect(await next.gate.settleAudit().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  @Test func aHeaderThatNoMajorityHasIsNotTakenForStored() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { state in
      state.lostAcknowledgements = 1
      state.lacksMajority = true
    }
    let refusal = await world.refusal(of: sessions([id]))
    // What the server did not confirm is why, not the tries that it took to find out.
    #expect(refusal == .auditUnavailable(FakeAuditStore.silent))
    #expect(world.backend.read { $0.rows[id] } != nil)
    #expect(await world.log.settle() == Settlement(waiting: 1))
    world.audit.change { $0.lacksMajority = false }
    #expect(await world.log.settle() == Settlement(stored: 1))
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  private func log(over store: FakeAuditStore) -> AuditLog {
    AuditLog(
      store: store,
      journal: world.journal,
      actor: .known(World.identity),
      clock: world.clock.port,
      random: world.random.port
    )
  }
}
