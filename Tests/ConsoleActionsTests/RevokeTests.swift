import ConsoleActions
import ConsoleDomain
import Synchronization
import Testing

struct RevokeTests {
  let world = World()

  @Test func aRevokeIsIntentThenWritesThenBackendEventThenOutcome() async throws {
    let id = world.backend.addSession("sid-000000001", user: "u1")
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.result == .success)
    #expect(receipt.outcomes == [.revoked])
    #expect(receipt.intentSequence == 1)
    #expect(receipt.outcomeSequence == 2)
    #expect(
      world.calls.calls == ["intent stored", "revoke", "backend event", "outcome stored"]
    )
    #expect(world.backend.read(\.permits) == [1])
  }

  @Test func theBackendsEventNamesTheSessionByEightCharactersAndItsHash() async throws {
    let id = world.backend.addSession("abcdefghijklmnop", user: "u1")
    _ = try await world.revoke(sessions([id]))
    let events = world.backend.read(\.events)
    #expect(events.map(\.userID) == ["u1"])
    #expect(
      events.map(\.subject) == [.session(shortID: "abcdefgh…", idHash: id.hash)]
    )
  }

  @Test func allOfAUserIsTheIndexAndAScanAndOneBackendEvent() async throws {
    let listed = world.backend.addSession("listed-session-1", user: "u1")
    let unlisted = world.backend.addSession("unlisted-session", user: "u1")
    world.backend.addSession("of-somebody-else", user: "u2")
    world.backend.change { $0.index["u1"] = [listed] }
    let receipt = try await world.revoke(.revokeUser(userID: "u1"))
    #expect(Set(receipt.plan.sessions.map(\.row.id)) == [listed, unlisted])
    #expect(world.backend.read(\.events).map(\.subject) == [.all(count: 2)])
    #expect(world.backend.read { $0.rows.count } == 1)
  }

  @Test func aSessionThatCameBackIsDeletedAgainAndReported() async throws {
    let id = world.backend.addSession("comes-back-twice", user: "u1")
    world.backend.change { $0.resurrections[id] = 2 }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.observations == [.resurrected(id, times: 2, remains: false)])
    #expect(receipt.result == .success)
    #expect(world.backend.read { $0.rows[id] } == nil)
  }

  @Test func aSessionThatIsStillThereAfterTheLastCheckMakesItPartial() async throws {
    let id = world.backend.addSession("comes-back-always", user: "u1")
    world.backend.change { $0.resurrections[id] = 1000 }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.observations == [.resurrected(id, times: 3, remains: true)])
    #expect(receipt.result == .partial)
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["result"] == .string("partial"))
  }

  @Test func aNewSessionOfTheUserIsReportedAndLeftAlone() async throws {
    let id = world.backend.addSession("old-session-0001", user: "u1")
    let other = world.backend.addSession("other-session-01", user: "u1")
    let backend = world.backend
    backend.change { state in
      state.afterRevoke = { _ in backend.addSession("fresh-session-01", user: "u1") }
    }
    let receipt = try await world.revoke(sessions([id]))
    let fresh = SessionID(namespace: "sess:", bytes: Array("fresh-session-01".utf8))
    #expect(receipt.observations == [.signedInAgain(userID: "u1", fresh)])
    #expect(receipt.result == .success)
    #expect(backend.read { Set($0.rows.keys) } == [fresh, other])
  }

  @Test func theChecksComeAfterOneFiveAndThirtySeconds() async throws {
    let id = world.backend.addSession("sid-000000001", user: "u1")
    let before = world.clock.now
    let stages = Mutex<[String]>([])
    let receipt = try await world.revoke(sessions([id])) { progress in
      stages.withLock { $0.append(progress.stage) }
    }
    #expect(before.duration(to: receipt.finishedAt) == .seconds(30))
    #expect(
      stages.withLock { $0 } == [
        "revoking", "watching for sessions that come back (1 s)",
        "watching for sessions that come back (5 s)",
        "watching for sessions that come back (30 s)",
      ]
    )
  }

  @Test func eachTargetsOutcomeIsToldWhenItIsKnown() async throws {
    let ids = (0..<2).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    let ended = Mutex<[ActionProgress.Ended]>([])
    _ = try await world.revoke(sessions(ids)) { progress in
      if let last = progress.last { ended.withLock { $0.append(last) } }
    }
    #expect(
      ended.withLock { $0 } == [
        ActionProgress.Ended(target: 0, outcome: .revoked),
        ActionProgress.Ended(target: 1, outcome: .revoked),
      ]
    )
  }

  @Test func aSessionThatChangedHandsIsSkipped() async throws {
    let mine = world.backend.addSession("mine-0000000001", user: "u1")
    let moved = world.backend.addSession("moved-000000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([mine, moved]))
    world.backend.addSession("moved-000000001", user: "u2")
    let receipt = try await world.gate.apply(
      plan.id,
      authorisation: World.authorisation,
      progress: { _ in }
    )
    #expect(receipt.outcomes == [.revoked, .skipped(reason: "another user")])
    #expect(receipt.result == .partial)
    #expect(world.backend.read { $0.rows[moved]?.userID } == "u2")
  }

  @Test func revokingWhatIsGoneChangesNothingAndSaysSo() async throws {
    let id = world.backend.addSession("sid-000000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([id]))
    world.backend.change { $0.rows = [:] }
    let receipt = try await world.gate.apply(
      plan.id,
      authorisation: World.authorisation,
      progress: { _ in }
    )
    #expect(receipt.outcomes == [.alreadyGone])
    #expect(world.backend.read(\.events).isEmpty)
    #expect(
      await world.refusal(of: sessions([id])) == .nothingToDo("the sessions are gone already")
    )
  }

  @Test func aSilentServerStopsTheBatchAndTheChecksSettleWhatIsUnknown() async throws {
    let ids = (0..<4).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    let silent = StoreProblem.timedOut(
      StoreEndpoint(kind: .redis, address: "r:6379"),
      after: .seconds(4)
    )
    world.backend.change { $0.revokeProblems = [silent] }
    let receipt = try await world.revoke(sessions(ids))
    // The checks found it still there and deleted it.
    #expect(receipt.outcomes.first == .revoked)
    #expect(
      receipt.outcomes.dropFirst().allSatisfy { if case .skipped = $0 { true } else { false } }
    )
    #expect(receipt.result == .partial)
    #expect(receipt.problems.count == 1)
  }

  @Test func aFailingBackendLogIsAProblemOfTheReceiptOnly() async throws {
    let id = world.backend.addSession("sid-000000001", user: "u1")
    world.backend.change { $0.eventProblem = FakeAuditStore.denied }
    let receipt = try await world.revoke(sessions([id]))
    #expect(receipt.result == .success)
    #expect(receipt.problems.count == 1)
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["error"] == .string(receipt.problems[0]))
  }

  @Test func cancellingFinishesTheTargetInHandAndStoresTheOutcome() async throws {
    let world = self.world
    let ids = (0..<5).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    world.backend.change { state in
      state.afterRevoke = { id in if id == ids[1] { await world.gate.cancel() } }
    }
    let receipt = try await world.revoke(sessions(ids))
    let cancelled = TargetOutcome.skipped(reason: "cancelled")
    #expect(receipt.outcomes == [.revoked, .revoked, cancelled, cancelled, cancelled])
    #expect(receipt.result == .partial)
    #expect(
      receipt.problems
        == ["Cancelled before the last session.", "Stopped before the check at 1 s."]
    )
    #expect(receipt.outcomeSequence == 2)
  }

  @Test func cancellingBeforeTheFirstTargetChangesNothingAndIsNoSuccess() async throws {
    let world = self.world
    let id = world.backend.addSession("session-00000001", user: "u1")
    try await world.elevate()
    let plan = try await world.gate.plan(sessions([id]))
    world.backend.change { $0.beforeDirectory = { await world.gate.cancel() } }
    let receipt = try await world.gate.apply(
      plan.id,
      authorisation: World.authorisation,
      progress: { _ in }
    )
    #expect(receipt.result == .failure)
    #expect(world.calls.calls == ["intent stored", "outcome stored"])
    #expect(world.backend.read { $0.rows[id] } != nil)
  }

  @Test func aCallerThatGivesUpTakesNeitherTheOutcomeNorTheTargetWithIt() async throws {
    let world = self.world
    let ids = (0..<3).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    try await world.elevate()
    let plan = try await world.gate.plan(sessions(ids))
    let caller = Mutex<Task<ActionReceipt, any Error>?>(nil)
    world.backend.change { state in
      state.afterRevoke = { id in if id == ids[0] { caller.withLock { $0?.cancel() } } }
    }
    let task = caller.withLock { held in
      let task = Task {
        try await world.gate.apply(
          plan.id,
          authorisation: World.authorisation,
          progress: { _ in }
        )
      }
      held = task
      return task
    }
    let receipt = try await task.value
    #expect(receipt.outcomes.first == .revoked)
    #expect(receipt.outcomes.last == .skipped(reason: "cancelled"))
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }
}
