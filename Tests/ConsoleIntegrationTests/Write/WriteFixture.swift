import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import ServerHarness

/// A corner of the real servers with everything that a write needs.
struct WriteFixture {
  static let user = "64f0c0ffee64f0c0ffee0001"
  static let identity = ActorIdentity(osUser: "test", uid: 1000, clientVersion: "test")

  /// Real time, but nobody waits for the checks.
  static let clock = ActionClock(
    now: { Instant(milliseconds: SystemClock.wallMilliseconds()) },
    sleep: { _ in
      try Task.checkCancellation()
      await Task.yield()
    }
  )

  let redis: RedisClient
  let mongo: MongoClient
  let stores: WriteStores
  let database: String
  let consoleDatabase: String
  let journal = MemoryJournal()

  /// A corner of the shared servers, its audit store initialised.
  static func shared(profile: Profile = .nest) async throws -> WriteFixture {
    let fixture = try await uninitialised(profile: profile)
    try await fixture.stores.initialiser.initialise()
    return fixture
  }

  /// A corner of the shared servers without an audit store.
  static func uninitialised(profile: Profile = .nest) async throws -> WriteFixture {
    let scope = try await SharedServers.scope()
    return try WriteFixture(
      redisURL: scope.redisURL,
      mongoURI: scope.mongoURI,
      database: scope.database,
      consoleDatabase: scope.consoleDatabase,
      profile: profile
    )
  }

  init(
    redisURL: String,
    mongoURI: String,
    database: String,
    consoleDatabase: String,
    purpose: MongoAddress.Purpose = .background,
    profile: Profile = .nest
  ) throws {
    redis = RedisClient(address: try RedisAddress(parsing: redisURL))
    mongo = try MongoClient(MongoAddress(mongoURI), purpose: purpose)
    self.database = database
    self.consoleDatabase = consoleDatabase
    stores = WriteStores(
      redis: redis,
      mongo: mongo,
      database: database,
      consoleDatabase: consoleDatabase,
      profile: profile,
      now: Self.clock.now
    )
  }

  func log() -> AuditLog {
    AuditLog(
      store: stores.audit,
      journal: journal,
      actor: .known(Self.identity),
      clock: Self.clock,
      random: .secure
    )
  }

  func gate(clock: ActionClock = clock) -> ActionGate {
    stores.gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(Self.identity),
      journal: journal,
      clock: clock
    )
  }

  func upkeep(clock: ActionClock = clock) -> Upkeep {
    stores.upkeep(
      policy: GatePolicy(environment: "test"),
      actor: .known(Self.identity),
      journal: journal,
      clock: clock
    )
  }

  /// Elevates, plans and applies.
  func revoke(_ request: ActionRequest, with gate: ActionGate) async throws -> ActionReceipt {
    _ = try await gate.elevate(reason: "an integration test", ticket: "none yet")
    let plan = try await gate.plan(request)
    return try await gate.apply(
      plan.id,
      authorisation: Authorisation(
        reason: "an integration test",
        ticket: "none yet",
        phrase: plan.phrase
      ),
      progress: { _ in }
    )
  }

  /// An intent for permits outside of a gate.
  func intent() -> AuditIntent {
    AuditIntent(
      type: "session.revoke",
      operation: OperationID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)),
      reason: "an integration test",
      ticket: "none yet",
      planHash: "00",
      servers: ServerIdentity(redis: nil, mongo: nil),
      environment: nil,
      matched: 1,
      blocked: 0,
      details: []
    )
  }

  /// Reads both logs as anyone would.
  var auditReader: AuditReader {
    MongoAuditReader(
      client: mongo,
      background: mongo,
      database: database,
      consoleDatabase: consoleDatabase,
      collections: Profile.nest.collections,
      now: Self.clock.now
    ).port
  }

  /// Checks the chain as anyone would who reads it.
  func verification() async throws -> AuditVerification {
    try await auditReader.verify { _ in }
  }

  func documents(
    _ collection: String,
    of database: String? = nil,
    where filter: MongoDocument = [:]
  ) async throws -> [MongoDocument] {
    let namespace = MongoNamespace(database ?? self.database, collection)
    let request = FindRequest(namespace, filter: filter, sort: ["_id": 1])
    return try await mongo.find(request, deadline: .seconds(30))
  }
}

/// A journal of one test.
actor MemoryJournal: OutcomeJournal {
  private var entries: [JournalEntry] = []

  var count: Int { entries.count }

  func add(_ entries: [JournalEntry]) async throws(JournalProblem) { self.entries += entries }

  func pending() async throws(JournalProblem) -> OwedOutcomes { OwedOutcomes(entries: entries) }

  func remove(eventIDs: Set<String>) async throws(JournalProblem) {
    entries.removeAll { eventIDs.contains($0.entry.body.eventID) }
  }
}
