import ConsoleDomain
import Testing

@testable import ConsoleActions

/// Servers that fail at the worst moment: the receipt claims no more than is known.
struct RevokeFaultTests {
  private static let redis = StoreEndpoint(kind: .redis, address: "r:6379")
  private static let silentRedis = StoreProblem.timedOut(redis, after: .seconds(4))

  private let world = World()

  @Test func aCheckThatCantBeMadeDoesNotHideASessionThatCameBack() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    // Back after the deletion and after that of the first check; the later checks see nothing.
    world.backend.change { state in
      state.resurrections = [id: 2]
      state.rowsProblems = [nil, nil, Self.silentRedis, Self.silentRedis, Self.silentRedis]
    }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.result == .partial)
    #expect(receipt.observations == [.resurrected(id, times: 1, remains: true)])
  }

  @Test func whatNoCheckCouldConfirmIsNoSuccess() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { state in
      state.rowsProblems = [nil] + Array(repeating: Self.silentRedis, count: 4)
    }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.outcomes == [.revoked])
    #expect(receipt.result == .partial)
    #expect(receipt.problems.count == 3)
  }

  @Test func anotherServersEmptinessIsNotTakenForGone() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { state in
      state.revokeProblems = [Self.silentRedis]
      state.afterRevoke = { [world] _ in
        world.backend.change { state in
          state.servers.redis?.runID = String(repeating: "b", count: 40)
          state.rows = [:]
        }
      }
    }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.outcomes == [.unknown])
    #expect(receipt.result == .unknown)
  }

  @Test func aDeletionThatTheChecksConfirmReachesTheBackendsLogAsWell() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.backend.change { $0.revokeProblems = [Self.silentRedis] }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.outcomes == [.revoked])
    #expect(world.backend.read(\.events).count == 1)
  }

  @Test func aSilentEvidenceStoreIsWaitedForOnce() async throws {
    let ids = (0..<5).map {
      world.backend.addSession("session-0000000\($0)", user: "u1", isHeld: true)
    }
    world.backend.change { $0.evidenceProblem = FakeAuditStore.silent }
    let receipt = try await world.revoke(sessions(ids))
    #expect(world.calls.calls.count { $0 == "evidence" } == 1)
    #expect(receipt.outcomes.allSatisfy { if case .skipped = $0 { true } else { false } })
    #expect(world.backend.read { $0.rows.count } == 5)
    #expect(receipt.result == .failure)
  }

  @Test func refusedEvidenceSkipsTheHeldAlone() async throws {
    let held = world.backend.addSession("session-00000001", user: "u1", isHeld: true)
    let free = world.backend.addSession("session-00000002", user: "u2")
    world.backend.change { $0.evidenceProblem = FakeAuditStore.denied }
    let request = ActionRequest.revokeSessions([
      RevokeTarget(id: held, userID: "u1"), RevokeTarget(id: free, userID: "u2"),
    ])
    let receipt = try await world.revoke(request)
    #expect(receipt.outcomes.last == .revoked)
    #expect(world.backend.read { $0.rows[held] } != nil)
    #expect(receipt.result == .partial)
  }
}
