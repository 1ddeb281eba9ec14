import ConsoleActions
import ConsoleDomain
import Testing

/// What a console that died leaves behind gets one outcome, of what is really there.
struct IntentRecoveryTests {
  private let world = World()

  @Test func whatIsGoneIsRecoveredWithItsTargets() async throws {
    let intent = try await interrupted(sessions: ["h1", "h2"])
    let report = try await recovery(of: intent, present: []).run(.automatic)
    #expect(report.intents.map(\.standing.word) == ["recovered"])
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["result"] == .string("recovered"))
    #expect(body["recoveredFrom"] == .int(0))
    #expect(body["counts.changed"] == .int(2))
    #expect(body["opId"] == intent.fields["opId"])
  }

  @Test func whatIsAllThereWasNotApplied() async throws {
    let intent = try await interrupted(sessions: ["h1", "h2"])
    let report = try await recovery(of: intent, present: ["h1", "h2"]).run(.automatic)
    #expect(report.intents.map(\.standing.word) == ["not_applied"])
  }

  @Test func aMixIsRecoveredAndSaysWhatIsLeft() async throws {
    let intent = try await interrupted(sessions: ["h1", "h2", "h3"])
    _ = try await recovery(of: intent, present: ["h2"]).run(.automatic)
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["result"] == .string("recovered"))
    #expect(body["counts.changed"] == .int(2))
    #expect(
      body["error"]
        == .string(
          "Partial: 1 of 3 sessions are still there."
            + " The backend's event log lacks a record of 2 of them."
        )
    )
    #expect(
      body["outcomes.000001"]
        == .document(["idHash": .string("h2"), "outcome": .string("present")])
    )
  }

  @Test func whatIsMissingOnARestartedServerIsUnknown() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    let traces = traces(present: [], runID: "another run")
    let report = try await recovery(of: intent, traces: traces).run(.automatic)
    #expect(report.intents.map(\.standing.word) == ["unknown"])
  }

  @Test func aServerThatCantBeReadLeavesItListedUntilAPersonEndsIt() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    var traces = traces(present: [])
    traces.present = { _, _ throws(StoreProblem) in throw FakeAuditStore.silent }
    let recovery = recovery(of: intent, traces: traces)
    let report = try await recovery.run(.automatic)
    #expect(report.open.count == 1)
    #expect(world.audit.actionHeaders.count == 1)
    let forced = try await recovery.run(
      RecoveryPolicy(olderThan: nil, reasonForUnknown: "the server was taken away")
    )
    #expect(forced.intents.map(\.standing.word) == ["unknown"])
    let body = try #require(world.audit.bodies(of: .outcome).first)
    #expect(body["reason"] == .string("the server was taken away"))
  }

  @Test func aConsoleThatRunsIsLeftAlone() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    let recovery = recovery(of: intent, traces: traces(present: []), fate: .running)
    let report = try await recovery.run(RecoveryPolicy(olderThan: .zero))
    #expect(report.intents.map(\.standing) == [.running])
    #expect(report.open.isEmpty)
    #expect(world.audit.actionHeaders.count == 1)
  }

  @Test func anotherMachinesConsoleIsTakenForDeadByAgeAndOnlyOnDemand() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    let recovery = recovery(of: intent, traces: traces(present: []), fate: .notKnown)
    let early = try await recovery.run(RecoveryPolicy(olderThan: RecoveryPolicy.defaultAge))
    #expect(early.intents.map(\.standing.word) == ["young"])
    world.clock.advance(by: .seconds(3601))
    let byItself = try await recovery.run(.automatic)
    #expect(byItself.intents.map(\.standing.word) == ["dangling"])
    #expect(world.audit.actionHeaders.count == 1)
    let asked = try await recovery.run(RecoveryPolicy(olderThan: RecoveryPolicy.defaultAge))
    #expect(asked.intents.map(\.standing.word) == ["recovered"])
  }

  @Test func aSecondRecoveryFindsTheOutcomeTaken() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    // Both found the intent dangling before either recorded anything.
    _ = try await recovery(of: intent, present: []).run(.automatic)
    let second = try await recovery(of: intent, present: ["h1"]).run(.automatic)
    #expect(second.intents.map(\.standing) == [.endedBefore(sequence: 1)])
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
  }

  @Test func aRecoveryThatDiedAfterTheBodyIsFinishedByTheNext() async throws {
    let intent = try await interrupted(sessions: ["h1"])
    world.audit.change { $0.refusedPhase = .outcome }
    let died = try await recovery(of: intent, present: []).run(.automatic)
    #expect(died.intents.map(\.standing.word) == ["dangling"])
    world.audit.change { $0.refusedPhase = nil }
    _ = try await recovery(of: intent, present: ["h1"]).run(.automatic)
    // The body that is stored is the one the header commits to, whoever wrote it.
    let header = try #require(world.audit.actionHeaders.last)
    #expect(header.phase == .outcome)
    #expect(world.audit.body(header)?.root == header.bodyRoot)
    #expect(world.audit.body(header)?["result"] == .string("recovered"))
  }

  @Test func whatTheDeadConsoleStillHadToSayStandsBesideTheRecovery() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    #expect(world.journal.entries.count == 1)
    world.audit.change { state in
      state.refusedPhase = nil
      // Nothing of it has reached the store.
      state.bodies = state.bodies.filter { id, _ in state.headers.contains { $0.eventID == id } }
    }
    // Another machine does not see this machine's journal.
    let intent = try #require(dangling)
    let other = recovery(of: intent, traces: traces(present: []), journal: FakeJournal())
    _ = try await other.run(RecoveryPolicy(olderThan: .seconds(1)))
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome, .event])
    #expect(world.audit.bodies(of: .event).last?["result"] == .string("success"))
    #expect(world.journal.entries.isEmpty)
  }

  @Test func anOutcomeWhoseBodyWasStoredIsTheOneThatARecoveryFinishes() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    world.audit.change { $0.refusedPhase = nil }
    let intent = try #require(dangling)
    let other = recovery(of: intent, traces: traces(present: []), journal: FakeJournal())
    let report = try await other.run(RecoveryPolicy(olderThan: .seconds(1)))
    #expect(report.intents.map(\.standing.word) == ["ended"])
    #expect(world.audit.bodies(of: .outcome).map { $0["result"] } == [.string("success")])
    #expect(await world.log.settle().problem == nil)
    #expect(world.audit.actionHeaders.map(\.phase) == [.intent, .outcome])
    #expect(world.journal.entries.isEmpty)
  }

  @Test func whatWaitsInTheJournalIsNotRecovered() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    world.audit.change { $0.refusedPhase = .outcome }
    _ = try await world.revoke(sessions([id]))
    let intent = try #require(dangling)
    let report = try await recovery(of: intent, present: []).run(.automatic)
    #expect(report.intents.map(\.standing) == [.waiting])
    #expect(report.problem != nil)
  }

  /// The only intent of the chain, as a search would find it.
  private var dangling: DanglingIntent? {
    guard let header = world.audit.actionHeaders.first(where: { $0.phase == .intent }),
      let body = world.audit.body(header)
    else { return nil }
    var fields: [String: AuditValue] = [:]
    for field in body.fields { fields[field.path] = body[field.path] }
    return DanglingIntent(header: header, fields: fields)
  }

  /// An intent whose permit this process never ends.
  private func interrupted(sessions hashes: [String]) async throws -> DanglingIntent {
    let details: [AuditDetail] = hashes.enumerated().map { index, hash in
      AuditDetail(
        "sessions.00000\(index)",
        .document(["idHash": .string(hash), "blocked": .null])
      )
    }
    let intent = AuditIntent(
      type: "session.revoke",
      operation: OperationID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)),
      reason: "lost laptop",
      ticket: "OPS-1",
      planHash: "00",
      servers: FakeBackend.servers,
      environment: "prod",
      matched: hashes.count,
      blocked: 0,
      details: details
    )
    // A log of its own: the tests' log would settle the dropped permit.
    _ = try await log().begin(intent)
    return try #require(dangling)
  }

  private func log() -> AuditLog {
    var identity = World.identity
    identity.process = "boot/pid/1/2"
    return AuditLog(
      store: world.audit,
      journal: world.journal,
      actor: .known(identity),
      clock: world.clock.port,
      random: world.random.port
    )
  }

  private func traces(present: Set<String>, runID: String? = nil) -> SessionTraces {
    var servers = FakeBackend.servers
    if let runID { servers.redis?.runID = runID }
    return SessionTraces(
      identity: { [servers] in servers },
      present: { wanted, _ in PresentSessions(idHashes: wanted.intersection(present)) },
      events: { _ in RevocationTrace() }
    )
  }

  private func recovery(of intent: DanglingIntent, present: Set<String>) -> IntentRecovery {
    recovery(of: intent, traces: traces(present: present))
  }

  private func recovery(
    of intent: DanglingIntent,
    traces: SessionTraces,
    fate: ProcessFate = .gone,
    journal: FakeJournal? = nil
  ) -> IntentRecovery {
    let journal = journal ?? world.journal
    return IntentRecovery(
      log: AuditLog(
        store: world.audit,
        journal: journal,
        actor: .known(World.identity),
        clock: world.clock.port,
        random: world.random.port
      ),
      intents: DanglingIntents { _ in [intent] },
      readers: [RevokedSessionsReader(traces)],
      journal: journal,
      fate: { _ in fate },
      clock: world.clock.port
    )
  }
}
