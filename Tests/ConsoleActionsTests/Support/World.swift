import ConsoleActions
import ConsoleDomain
import Synchronization

/// A gate over fakes, with what a test needs to look at.
struct World {
  let calls = CallLog()
  let clock = FakeClock()
  let random = CountingRandom()
  let audit: FakeAuditStore
  let backend: FakeBackend
  let journal: FakeJournal
  let log: AuditLog
  let gate: ActionGate

  static let identity = ActorIdentity(
    mongoUser: "admin.ana",
    osUser: "ana",
    uid: 1000,
    clientVersion: "0.1.0"
  )
  static let authorisation = Authorisation(reason: "lost laptop, case 12", ticket: "OPS-12")

  init(
    policy: GatePolicy = GatePolicy(ticketPattern: "OPS-[0-9]+", environment: "prod"),
    actor: ActorSource = .known(identity),
    sharing other: World? = nil
  ) {
    audit = other?.audit ?? FakeAuditStore(log: calls)
    journal = other?.journal ?? FakeJournal()
    backend = FakeBackend(log: calls)
    let backend = backend
    log = AuditLog(
      store: audit,
      journal: journal,
      actor: actor,
      clock: clock.port,
      random: random.port
    )
    gate = ActionGate(
      policy: policy,
      log: log,
      initialiser: backend,
      ports: ActionPorts(
        identity: { backend.read(\.servers) },
        revocationReads: backend.reads,
        revocation: RevokePorts(revoker: backend, evidence: backend, events: backend)
      ),
      lane: backend.lane,
      clock: clock.port,
      random: random.port
    )
  }

  func elevate() async throws {
    _ = try await gate.elevate(reason: "lost laptop, case 12", ticket: "OPS-12")
  }

  /// Plans and applies, elevated, with a valid authorisation.
  func revoke(
    _ request: ActionRequest,
    phrase: String? = nil,
    progress: @escaping @Sendable (ActionProgress) -> Void = { _ in }
  ) async throws -> ActionReceipt {
    try await elevate()
    let plan = try await gate.plan(request)
    var authorisation = Self.authorisation
    authorisation.phrase = phrase
    return try await gate.apply(plan.id, authorisation: authorisation, progress: progress)
  }

  /// What a write would do, or why it was refused.
  func refusal(of request: ActionRequest) async -> GateRefusal? {
    do {
      _ = try await revoke(request)
      return nil
    } catch {
      return error as? GateRefusal
    }
  }
}

func sessions(_ ids: [SessionID], user: String? = "u1") -> ActionRequest {
  .revokeSessions(ids.map { RevokeTarget(id: $0, userID: user) })
}
