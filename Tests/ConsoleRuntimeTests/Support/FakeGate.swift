import ConsoleActions
import ConsoleDomain
import Synchronization

/// A gate over ports that refuse every write, with an audit store in memory.
enum FakeGate {
  static func make(
    audit: MemoryAuditStore = MemoryAuditStore(),
    journal: any OutcomeJournal = EmptyJournal(),
    isInitialised: Bool = true,
    isDemo: Bool = true
  ) -> ActionGate {
    let clock = ActionClock(now: { testNow }, sleep: { _ in })
    let random = RandomSource { Array(repeating: 7, count: $0) }
    let ports = RefusingPorts()
    return ActionGate(
      policy: GatePolicy(isDemo: isDemo, environment: "test"),
      log: AuditLog(
        store: audit,
        journal: journal,
        actor: .known(ActorIdentity(clientVersion: "test")),
        clock: clock,
        random: random
      ),
      initialiser: FixedInitialiser(answer: isInitialised),
      ports: ActionPorts(
        identity: {
          ServerIdentity(
            redis: RedisIdentity(runID: "run", address: "here", database: 0),
            mongo: MongoIdentity(setName: "rs", host: "here", database: "app")
          )
        },
        revocationReads: RevocationReads(
          rows: { ids, _ in ids.map { _ in nil } },
          indexed: { _, _ in [:] },
          scan: { _, _ in UserScan(ids: [], incomplete: nil) },
          value: { _, _ in nil },
          directory: { _, _ in Directory() }
        ),
        revocation: RevokePorts(revoker: ports, evidence: ports, events: ports)
      ),
      lane: WriteLane(open: {}, close: {}),
      clock: clock,
      random: random
    )
  }
}

extension IntentRecovery {
  /// Finds these intents; of their processes nothing is known unless `fate` says more.
  static func test(
    finding intents: DanglingIntents = DanglingIntents { _ in [] },
    fate: @escaping @Sendable (String) -> ProcessFate = { _ in .notKnown }
  ) -> IntentRecovery {
    let clock = ActionClock(now: { testNow }, sleep: { _ in })
    return IntentRecovery(
      log: AuditLog(
        store: MemoryAuditStore(),
        journal: EmptyJournal(),
        actor: .known(ActorIdentity(clientVersion: "test")),
        clock: clock,
        random: RandomSource { Array(repeating: 7, count: $0) }
      ),
      intents: intents,
      readers: [],
      journal: EmptyJournal(),
      fate: fate,
      clock: clock
    )
  }
}

/// The moment every test is at.
let testNow = Instant(milliseconds: 1_795_500_000_000)

/// An audit store that keeps types and order.
final class MemoryAuditStore: AuditStore {
  private let headers = Mutex<[AuditHeader]>([])

  var types: [String] { headers.withLock { $0.map(\.type) } }

  func tail() async throws(StoreProblem) -> AuditHeader? { headers.withLock { $0.last } }
  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem) -> BodyInsert {
    .stored
  }
  func body(eventID: String) async throws(StoreProblem) -> AuditBody? { nil }

  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert {
    headers.withLock { $0.append(header) }
    return .stored
  }

  func header(eventID: String) async throws(StoreProblem) -> AuditHeader? {
    headers.withLock { $0.first { $0.eventID == eventID } }
  }

  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    headers.withLock { $0.first { $0.sequence == sequence } }
  }
}

private struct FixedInitialiser: AuditInitialiser {
  let answer: Bool
  func isInitialised() async throws(StoreProblem) -> Bool { answer }
  func findings() async throws(StoreProblem) -> [SchemaFinding] { [] }
  func initialise() async throws(StoreProblem) {}
  func create(
    _ finding: SchemaFinding,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {}
}

struct EmptyJournal: OutcomeJournal {
  func add(_ entries: [JournalEntry]) async throws(JournalProblem) {}
  func pending() async throws(JournalProblem) -> OwedOutcomes { OwedOutcomes() }
  func remove(eventIDs: Set<String>) async throws(JournalProblem) {}
}

private struct RefusingPorts: SessionRevoker, EvidenceStore, BackendEventLog {
  func revoke(
    _ target: RevokeTarget,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> TargetOutcome {
    throw .cancelled
  }

  func preserve(
    _ evidence: SessionEvidence,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    throw .cancelled
  }

  func append(
    _ events: [RevocationEvent],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    throw .cancelled
  }
}
