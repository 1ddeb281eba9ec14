import ConsoleActions
import ConsoleDomain
import Testing

struct HeldSessionTests {
  let world = World()

  @Test func aHeldUsersSessionIsCopiedBeforeItIsDeleted() async throws {
    let id = world.backend.addSession("held-session-0001", user: "u1", isHeld: true)
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.result == .success)
    #expect(
      world.calls.calls == [
        "intent stored", "evidence", "revoke", "backend event", "outcome stored",
      ]
    )
    let evidence = world.backend.read(\.evidence)
    #expect(evidence.map(\.keyHash) == [id.hash])
    #expect(evidence.map(\.value) == [Array("value".utf8)])
    #expect(receipt.plan.warnings.count == 1)
  }

  @Test func aHeldSessionThatCantBeCopiedIsLeftAlone() async throws {
    let held = world.backend.addSession("held-session-0001", user: "u1", isHeld: true)
    world.backend.change { $0.evidenceProblem = FakeAuditStore.denied }
    let receipt = try await world.revoke(sessions([held]))
    #expect(receipt.result == .blocked)
    #expect(world.backend.read { $0.rows[held] } != nil)
    #expect(!world.calls.calls.contains("revoke"))
  }

  @Test func aHoldPlacedAfterThePlanCountsAsWell() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([id]))
    #expect(plan.sessions.map(\.isHeld) == [false])
    world.backend.change { $0.directory.users["u1"]?.isHeld = true }
    _ = try await world.gate.apply(
      plan.id,
      authorisation: World.authorisation,
      progress: { _ in }
    )
    #expect(world.backend.read { $0.evidence.count } == 1)
  }

  @Test func aHoldOnTheOrganisationCountsAsWell() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { state in
      state.rows[id]?.organizationID = "o1"
      state.directory.organizations["o1"] = OrganizationSummary(
        id: "o1",
        name: "North",
        isHeld: true,
        isArchived: false
      )
    }
    _ = try await world.revoke(sessions([id]))
    #expect(world.backend.read { $0.evidence.count } == 1)
  }

  @Test func whereHoldsAreNotKnownEverySessionIsCopied() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { state in
      state.directory = Directory()
      state.directory.problem = FakeAuditStore.denied
    }
    let receipt = try await world.revoke(sessions([id]))
    #expect(world.backend.read { $0.evidence.count } == 1)
    #expect(receipt.plan.warnings.count == 1)
  }

  @Test func anAnonymousSessionHasNobodyToBeHeld() async throws {
    let id = world.backend.addSession("anonymous-00000001", user: nil)
    let receipt = try await world.revoke(sessions([id], user: nil))
    #expect(receipt.outcomes == [.revoked])
    #expect(world.backend.read { $0.evidence.isEmpty })
    #expect(world.backend.read(\.events).map(\.userID) == [nil])
  }
}
