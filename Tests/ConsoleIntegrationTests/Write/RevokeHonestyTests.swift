import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Logging
import Synchronization
import Testing

/// What a revoke claims and what it leaves behind, on real servers.
struct RevokeHonestyTests {
  @Test func twoConsolesAtOnceRevokeEachSessionOnceAndKeepTheChainWhole() async throws {
    let fixture = try await WriteFixture.shared()
    var targets: [RevokeTarget] = []
    for number in 0..<10 {
      let id = try await fixture.addSession("contested-session-\(number)")
      targets.append(RevokeTarget(id: id, userID: WriteFixture.user))
    }
    let gates = [fixture.gate(), secondConsole(on: fixture)]
    let request = ActionRequest.revokeSessions(targets)
    var plans: [ActionPlan] = []
    for gate in gates {
      _ = try await gate.elevate(reason: "an integration test", ticket: "none yet")
      plans.append(try await gate.plan(request))
    }
    async let first = apply(plans[0], with: gates[0])
    async let second = apply(plans[1], with: gates[1])
    let receipts = try await [first, second]
    for receipt in receipts {
      #expect(receipt.result == .success)
      #expect(receipt.problems.isEmpty)
      #expect(receipt.outcomes.allSatisfy { $0 == .revoked || $0 == .alreadyGone })
    }
    let deletions = receipts.map { $0.outcomes.count { $0 == .revoked } }
    #expect(deletions.reduce(0, +) == 10)
    let events = try await fixture.documents("eventlogs")
    #expect(events.count == 10)
    let verification = try await fixture.verification()
    #expect(verification.headers == 6)
    #expect(verification.faults.isEmpty)
    #expect(verification.dangling.isEmpty)

    await #expect(throws: GateRefusal.nothingToDo("the sessions are gone already")) {
      try await gates[0].plan(request)
    }
    #expect(try await fixture.verification().headers == 6)
  }

  @Test func aDebugLogOfAWholeRevokeNamesNoSessionAndNobody() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("never-to-be-logged-0001")
    let lines = LogLines()
    var logger = Logger(label: "test") { _ in lines.handler }
    logger.logLevel = .trace
    let redis = RedisClient(address: fixture.redis.address, logger: logger)
    let stores = fixture.stores(over: redis)
    let gate = stores.gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(WriteFixture.identity),
      journal: fixture.journal,
      clock: WriteFixture.clock
    )
    let receipt = try await fixture.revoke(.revokeUser(userID: WriteFixture.user), with: gate)
    #expect(receipt.outcomes == [.revoked])
    redis.close()
    let text = lines.all.joined(separator: "\n")
    #expect(!lines.all.isEmpty)
    for secret in ["never-to-", WriteFixture.user, "203.0.113.7", id.hash] {
      #expect(!text.contains(secret))
    }
  }

  @Test func theSameSidUnderTwoPrefixesIsTwoPiecesOfEvidence() async throws {
    let fixture = try await WriteFixture.shared()
    let log = fixture.log()
    let permit = try await log.begin(fixture.intent())
    for source in ["redis:sess:", "redis:admin:"] {
      try await fixture.stores.ports.revocation.evidence.preserve(
        SessionEvidence(
          operation: permit.operation,
          source: source,
          keyHash: "00",
          value: Array(source.utf8),
          takenAt: Instant(milliseconds: 0)
        ),
        permit: permit
      )
    }
    let outcome = AuditOutcome(
      result: .success,
      matched: 2,
      changed: 0,
      blocked: 0,
      error: nil,
      details: []
    )
    _ = await log.end(permit, with: outcome)
    let kept = try await fixture.documents("evidence", of: fixture.consoleDatabase)
    #expect(kept.count == 2)
  }

  /// With connections, and so with a write lane, of its own.
  private func secondConsole(on fixture: WriteFixture) -> ActionGate {
    fixture.stores(over: RedisClient(address: fixture.redis.address)).gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(WriteFixture.identity),
      journal: fixture.journal,
      clock: WriteFixture.clock
    )
  }

  private func apply(_ plan: ActionPlan, with gate: ActionGate) async throws -> ActionReceipt {
    let authorisation = Authorisation(reason: "an integration test", ticket: "none yet")
    return try await gate.apply(plan.id, authorisation: authorisation, progress: { _ in })
  }
}

extension WriteFixture {
  /// The write ports over another connection.
  fileprivate func stores(over redis: RedisClient) -> WriteStores {
    WriteStores(
      redis: redis,
      mongo: mongo,
      database: database,
      consoleDatabase: consoleDatabase,
      profile: .nest,
      now: Self.clock.now
    )
  }
}

/// Everything that was logged, with its metadata.
private final class LogLines: Sendable {
  private let state = Mutex<[String]>([])

  var all: [String] { state.withLock { $0 } }
  var handler: any LogHandler { Handler(lines: self) }

  private func add(_ line: String) {
    state.withLock { $0.append(line) }
  }

  private struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.add("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
    }
  }
}
