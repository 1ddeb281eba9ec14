import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

/// A server that falls silent between intent and outcome: the answer comes, and it is true.
struct SilentServerRevokeTests {
  @Test func aSilentMongoBeforeTheIntentChangesNothing() async throws {
    try await withScene { scene in
      let refusal = await scene.refusal(silencing: .mongod, at: .storing(.intent))
      guard case .auditUnavailable? = refusal else {
        Issue.record("not refused: \(String(describing: refusal))")
        return
      }
      #expect(try await scene.remaining() == scene.ids)
      try await scene.expectAllSettled()
    }
  }

  @Test func aSilentMongoBeforeTheFirstWriteDeletesNothingThatMayBeHeld() async throws {
    try await withScene { scene in
      let receipt = try await scene.revoke(silencing: .mongod, at: .stored(.intent))
      #expect(receipt.result == .failure)
      #expect(receipt.outcomeSequence == nil)
      #expect(try await scene.remaining() == scene.ids)
      try await scene.expectAllSettled()
    }
  }

  @Test func aSilentMongoMidBatchLeavesTheOutcomeInTheJournal() async throws {
    try await withScene { scene in
      let receipt = try await scene.revoke(silencing: .mongod, at: .revoking(1))
      #expect(receipt.outcomes == [.revoked, .revoked, .revoked])
      #expect(receipt.outcomeSequence == nil)
      // The backend's event and the outcome.
      #expect(receipt.problems.count == 2)
      #expect(await scene.fixture.journal.count == 1)
      #expect(try await scene.remaining().isEmpty)
      try await scene.expectAllSettled()
    }
  }

  @Test func aSilentMongoBeforeTheOutcomeLeavesItInTheJournal() async throws {
    try await withScene { scene in
      let receipt = try await scene.revoke(silencing: .mongod, at: .storing(.outcome))
      #expect(receipt.result == .success)
      #expect(receipt.outcomeSequence == nil)
      #expect(await scene.fixture.journal.count == 1)
      try await scene.expectAllSettled()
    }
  }

  @Test func aSilentRedisThatComesBackIsLookedAtAgain() async throws {
    try await withScene { scene in
      let receipt = try await scene.revoke(
        silencing: .redis,
        at: .revoking(0),
        resuming: .revoked(0)
      )
      // The checks found the first still there, or gone by the command that was on its way.
      #expect(receipt.outcomes.first == .revoked)
      #expect(receipt.result == .partial)
      #expect(try await scene.remaining() == Array(scene.ids.dropFirst()))
      #expect(receipt.outcomeSequence != nil)
      try await scene.expectAllSettled()
    }
  }

  @Test func aSilentRedisMidBatchIsNeitherGoneNorDone() async throws {
    try await withScene { scene in
      let receipt = try await scene.revoke(silencing: .redis, at: .revoking(1))
      #expect(receipt.outcomes.prefix(2) == [.revoked, .unknown])
      guard case .skipped = receipt.outcomes[2] else {
        Issue.record("the third was not skipped: \(receipt.outcomes[2])")
        return
      }
      #expect(receipt.result == .partial)
      #expect(receipt.outcomeSequence != nil)
      #expect(try await scene.remaining().contains(scene.ids[2]))
      try await scene.expectAllSettled()
    }
  }

  private func withScene(_ body: (Scene) async throws -> Void) async throws {
    try await withServers { servers in
      try await servers.initiateReplicaSet()
      try await body(try await Scene(on: servers))
    }
  }
}

/// Three sessions of one user on servers that can be stopped.
private struct Scene {
  let servers: PrivateServers
  let fixture: WriteFixture
  let ids: [SessionID]

  init(on servers: PrivateServers) async throws {
    self.servers = servers
    fixture = try WriteFixture(
      redisURL: servers.redisURL,
      mongoURI: servers.anonymousURI,
      database: "app",
      consoleDatabase: "holdfast",
      purpose: .interactive
    )
    try await fixture.stores.initialiser.initialise()
    var ids: [SessionID] = []
    for number in 0..<3 { ids.append(try await fixture.addSession("silent-session-\(number)")) }
    self.ids = ids
  }

  /// Revokes all three; the server is silent from one moment to another, or until the answer.
  func revoke(
    silencing server: PrivateServer,
    at moment: WatchedWrites.Moment,
    resuming end: WatchedWrites.Moment? = nil
  ) async throws -> ActionReceipt {
    let process = try #require(servers.processID(of: server))
    let writes = WatchedWrites(fixture.stores) { reached in
      if reached == moment { try? ProcessSignal.stop.send(to: process) }
      if reached == end { try? ProcessSignal.resume.send(to: process) }
    }
    defer { try? ProcessSignal.resume.send(to: process) }
    let targets = ids.map { RevokeTarget(id: $0, userID: WriteFixture.user) }
    return try await fixture.revoke(.revokeSessions(targets), with: gate(over: writes))
  }

  func refusal(
    silencing server: PrivateServer,
    at moment: WatchedWrites.Moment
  ) async -> GateRefusal? {
    do {
      _ = try await revoke(silencing: server, at: moment)
      return nil
    } catch {
      return error as? GateRefusal
    }
  }

  /// The sessions that are there once the server answers again.
  func remaining() async throws -> [SessionID] {
    // A connection that was lost to the silence rests a moment before it is made again.
    try #require(await eventually { (try? await fixture.exists(ids[0])) != nil })
    var found: [SessionID] = []
    for id in ids where try await fixture.exists(id) { found.append(id) }
    return found
  }

  /// All that was owed is stored in the end: each intent has one outcome, and the chain is whole.
  func expectAllSettled() async throws {
    let gate = fixture.gate()
    let isSettled = await eventually {
      guard await gate.settleAudit().problem == nil else { return false }
      guard let verification = try? await fixture.verification() else { return false }
      return verification.faults.isEmpty && verification.dangling.isEmpty
    }
    #expect(isSettled)
    let headers = try await fixture.documents("audit_headers", of: "holdfast")
    let intents = headers.count { $0["phase"] == "intent" }
    #expect(headers.count { $0["phase"] == "outcome" } == intents)
  }

  /// The checks come ten times as soon, but not at once: a lost connection has to come back between them.
  private static let clock = ActionClock(
    now: WriteFixture.clock.now,
    sleep: { try await Task.sleep(for: $0 / 10) }
  )

  private func gate(over writes: WatchedWrites) -> ActionGate {
    ActionGate(
      policy: GatePolicy(environment: "test"),
      log: AuditLog(
        store: writes,
        journal: fixture.journal,
        actor: .known(WriteFixture.identity),
        clock: Self.clock,
        random: .secure
      ),
      initialiser: fixture.stores.initialiser,
      ports: ActionPorts(
        identity: fixture.stores.ports.identity,
        revocationReads: fixture.stores.ports.revocationReads,
        revocation: RevokePorts(
          revoker: writes,
          evidence: fixture.stores.ports.revocation.evidence,
          events: fixture.stores.ports.revocation.events
        )
      ),
      lane: fixture.stores.lane,
      clock: Self.clock,
      random: .secure
    )
  }
}
