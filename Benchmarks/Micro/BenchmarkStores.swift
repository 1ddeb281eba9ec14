import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSettings
import ConsoleStores
import ConsoleSystem

/// The write ports on the demo's servers, with a log and permits for whoever measures them.
struct BenchmarkStores {
  static let clock = ActionClock(
    now: { Instant(milliseconds: SystemClock.wallMilliseconds()) },
    sleep: { try await Task.sleep(for: $0) }
  )
  private static let actor = ActorIdentity(osUser: "bench", uid: 0, clientVersion: "bench")

  let mongo: MongoClient
  let stores: WriteStores
  let log: AuditLog
  let database: String
  let consoleDatabase: String

  init(_ demo: RunningDemo) throws {
    var faults: [SettingsFault] = []
    guard let profile = ProfileFiles.load("nest", directory: nil, faults: &faults) else {
      throw BenchmarkFailure(description: "the built-in profile has faults")
    }
    mongo = try MongoClient(MongoAddress(demo.administratorURI), purpose: .background)
    database = demo.database
    consoleDatabase = "holdfast_bench"
    stores = WriteStores(
      redis: RedisClient(address: try RedisAddress(parsing: demo.redisURL)),
      mongo: mongo,
      database: demo.database,
      consoleDatabase: consoleDatabase,
      profile: profile,
      now: Self.clock.now
    )
    log = AuditLog(
      store: stores.audit,
      journal: NoJournal(),
      actor: .known(Self.actor),
      clock: Self.clock,
      random: .secure
    )
  }

  /// One event of the size that the console's own have.
  func record() async throws {
    _ = try await log.record(
      AuditObservation(
        type: "session.reveal",
        reason: "a benchmark",
        servers: try await stores.ports.identity(),
        environment: "bench",
        details: []
      )
    )
  }

  /// A permit, and its end.
  func permitted(
    _ type: String,
    _ body: (borrowing MutationPermit, OperationID) async throws -> Void
  ) async throws {
    let operation = RandomSource.secure.operation()
    let permit = try await log.begin(
      AuditIntent(
        type: type,
        operation: operation,
        reason: "a benchmark of writes",
        ticket: "none yet",
        planHash: "",
        servers: ServerIdentity(redis: nil, mongo: nil),
        environment: "bench",
        matched: 0,
        blocked: 0,
        details: []
      )
    )
    let result: Result<Void, any Error>
    do {
      try await body(permit, operation)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    _ = await log.end(
      permit,
      with: AuditOutcome(
        result: .success,
        matched: 0,
        changed: 0,
        blocked: 0,
        error: nil,
        details: []
      )
    )
    try result.get()
  }

  /// The servers are private and end with the run: nothing is owed to them.
  private struct NoJournal: OutcomeJournal {
    func add(_ entries: [JournalEntry]) async throws(JournalProblem) {}
    func pending() async throws(JournalProblem) -> OwedOutcomes { OwedOutcomes() }
    func remove(eventIDs: Set<String>) async throws(JournalProblem) {}
  }
}

extension RandomSource {
  /// A random operation id.
  func operation() -> OperationID {
    let bytes = bytes(16)
    func word(_ part: some Sequence<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
    return OperationID(high: word(bytes.prefix(8)), low: word(bytes.dropFirst(8)))
  }
}
