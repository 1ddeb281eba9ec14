package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis
import ConsoleSystem

/// The recovery of interrupted actions over one pair of servers.
package struct RecoveryStores: Sendable {
  /// What it reads from.
  package struct Parts: Sendable {
    package var redis: RedisClient
    package var mongo: MongoClient
    package var database: String
    package var consoleDatabase: String
    package var profile: Profile
    /// Folder of the marks that shorten the search.
    package var markFolder: String
    /// How long the session keys may be walked.
    package var scanBudget: Duration

    /// Names the parts; `mongo` is the client for what takes longer than a person waits.
    package init(
      redis: RedisClient,
      mongo: MongoClient,
      database: String,
      consoleDatabase: String,
      profile: Profile,
      markFolder: String,
      scanBudget: Duration
    ) {
      self.redis = redis
      self.mongo = mongo
      self.database = database
      self.consoleDatabase = consoleDatabase
      self.profile = profile
      self.markFolder = markFolder
      self.scanBudget = scanBudget
    }
  }

  private let parts: Parts

  /// Makes the ports; nothing is asked of a server yet.
  package init(_ parts: Parts) {
    self.parts = parts
  }

  /// A recovery that records by this log and knows what waits in this journal.
  package func recovery(
    log: AuditLog,
    journal: any OutcomeJournal,
    mayRecord: Bool,
    clock: ActionClock
  ) -> IntentRecovery {
    IntentRecovery(
      log: log,
      intents: intents,
      readers: [RevokedSessionsReader(traces), SweepRunReader(), HoldExportReader()]
        + documentReaders + ownReaders,
      journal: journal,
      fate: Self.fate,
      mayRecord: mayRecord,
      clock: clock
    )
  }

  /// Readers of what holds, strips, archives, redactions and retention indexes have left.
  private var documentReaders: [any StateReader] {
    let profile = parts.profile
    let databases = BackendDatabases(
      client: parts.mongo,
      database: parts.database,
      profile: profile
    )
    let holds = MongoHoldReads(
      databases,
      consoleDatabase: parts.consoleDatabase,
      profile: profile,
      entities: MongoEntityReader(databases, profile: profile) {
        Instant(milliseconds: SystemClock.wallMilliseconds())
      }.port
    ).port
    let fields = RedactedFields(client: parts.mongo, console: parts.consoleDatabase)
    let userType = parts.profile.userType
    let ofHolds = HoldStateReader.types.map { HoldStateReader(type: $0, holds: holds.holds) }
    let ofEntities = EntityStateReader.types.map { type in
      EntityStateReader(type: type, userType: userType) { keys throws(StoreProblem) in
        let places = try await holds.survey(.holding(keys, profile.entities))
        return try await holds.documents(keys, in: places, of: profile.entities)
      }
    }
    let ofBodies = RedactionStateReader { ids throws(StoreProblem) in
      try await fields.all(of: ids)
    }
    let indexes = EventLogIndexes(
      client: parts.mongo,
      namespace: MongoNamespace(parts.database, parts.profile.collections.events)
    )
    let ofRetention = RetentionStateReader { () throws(StoreProblem) in
      try await indexes.standing()
    }
    return ofHolds + ofEntities + [ofBodies, ofRetention] + counterReaders
  }

  /// Readers of what resets and blocks of counters have left.
  private var counterReaders: [any StateReader] {
    let now: @Sendable () -> Instant = {
      Instant(milliseconds: SystemClock.wallMilliseconds())
    }
    let identities = ServerIdentityReader(
      redis: parts.redis,
      mongo: parts.mongo,
      database: parts.database
    )
    let reads = LimitStore(
      client: parts.redis,
      mongo: parts.mongo,
      database: parts.database,
      limiters: parts.profile.limiters,
      now: now
    ).actionReads(budget: parts.scanBudget)
    return CounterStateReader.types.map { type in
      CounterStateReader(
        type: type,
        identity: { () throws(StoreProblem) in try await identities.identity() },
        all: reads.all,
        now: now
      )
    }
  }

  /// Readers of what the console does to its own records.
  private var ownReaders: [any StateReader] {
    let approvals = MongoApprovalReads(
      client: parts.mongo,
      consoleDatabase: parts.consoleDatabase
    )
    let schema = MongoAuditInitialiser(
      client: parts.mongo,
      consoleDatabase: parts.consoleDatabase
    )
    let ofApprovals = ApprovalStateReader.types.map {
      ApprovalStateReader(type: $0) { id throws(StoreProblem) in
        try await approvals.approval(id: id)
      }
    }
    let ofKeys = ApproverKeyStateReader(keys: approvals.port.keys)
    let ofIndexes = IndexStateReader { () throws(StoreProblem) in try await schema.findings() }
    return ofApprovals + [ofKeys, ofIndexes]
  }

  private var intents: DanglingIntents {
    let finder = DanglingIntentFinder(
      client: parts.mongo,
      console: parts.consoleDatabase,
      mark: RecoveryMark(path: parts.markFolder)
    )
    return DanglingIntents { reach throws(StoreProblem) in try await finder.all(reach) }
  }

  private var traces: SessionTraces {
    let identities = ServerIdentityReader(
      redis: parts.redis,
      mongo: parts.mongo,
      database: parts.database
    )
    let scan = SessionHashScan(
      client: parts.redis,
      prefixes: KeyPrefixes(parts.profile.sessions.prefixes),
      budget: parts.scanBudget
    )
    let events = RevocationTraceReader(
      client: parts.mongo,
      events: MongoNamespace(parts.database, parts.profile.collections.events)
    )
    let endpoint = StoreEndpoint(parts.redis)
    return SessionTraces(
      identity: { () throws(StoreProblem) in try await identities.identity() },
      present: { hashes, server throws(StoreProblem) in
        do throws(RedisFailure) {
          return try await scan.present(hashes, on: server)
        } catch {
          throw StoreProblem(error, at: endpoint, deadline: SessionHashScan.deadline)
        }
      },
      events: { moment throws(StoreProblem) in try await events.trace(since: moment) }
    )
  }

  private static func fate(_ process: String) -> ProcessFate {
    switch ProcessMark(process)?.isRunning {
    case true?: .running
    case false?: .gone
    case nil: .notKnown
    }
  }
}
