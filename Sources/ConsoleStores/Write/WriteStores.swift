package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// All ports of the action pipeline over one pair of servers.
package struct WriteStores: Sendable {
  package let audit: any AuditStore
  package let initialiser: any AuditInitialiser
  package let checkpoints: any CheckpointStore
  package let ports: ActionPorts
  package let sweepLease: MongoSweepLease
  package let orphans: MongoOrphanBodies
  package let bodyHolds: MongoBodyHolds
  /// The Redis connection that can write.
  package let lane: WriteLane

  /// Makes the ports; nothing is asked of a server and no write lane is open yet.
  ///
  /// `background` is the client for what takes longer than a person waits, such as an export of held
  /// material; nil: the same. `tool` is the name and version that exports carry.
  /// `userScan` is how long a plan may look through all sessions for one user's: beyond it the plan
  /// says that it is incomplete.
  package init(
    redis: RedisClient,
    mongo: MongoClient,
    background: MongoClient? = nil,
    database: String,
    consoleDatabase: String,
    profile: Profile,
    tool: String = "holdfast",
    userScan: Duration = .seconds(30),
    now: @escaping @Sendable () -> Instant
  ) {
    audit = MongoAuditStore(client: mongo, consoleDatabase: consoleDatabase)
    initialiser = MongoAuditInitialiser(client: mongo, consoleDatabase: consoleDatabase)
    checkpoints = MongoCheckpointStore(client: mongo, consoleDatabase: consoleDatabase)
    sweepLease = MongoSweepLease(client: mongo, consoleDatabase: consoleDatabase)
    orphans = MongoOrphanBodies(client: mongo, consoleDatabase: consoleDatabase)
    bodyHolds = MongoBodyHolds(client: mongo, consoleDatabase: consoleDatabase, profile: profile)
    let leases = sweepLease.reader
    let identities = ServerIdentityReader(redis: redis, mongo: mongo, database: database)
    let limits = LimitStore(
      client: redis,
      mongo: mongo,
      database: database,
      limiters: profile.limiters,
      now: now
    )
    let databases = BackendDatabases(client: mongo, database: database, profile: profile)
    let holds = HoldPorts(
      databases,
      consoleDatabase: consoleDatabase,
      profile: profile,
      packages: MongoHoldPackageWriter(
        client: background ?? mongo,
        database: database,
        consoleDatabase: consoleDatabase,
        profile: profile,
        tool: tool,
        now: now
      ),
      now: now
    )
    ports = ActionPorts(
      identity: { () throws(StoreProblem) in try await identities.identity() },
      revocationReads: RevocationReader(
        redis: redis,
        mongo: mongo,
        database: database,
        profile: profile,
        scanBudget: userScan,
        now: now
      ).port,
      revocation: RevokePorts(
        revoker: RedisSessionRevoker(client: redis, profile: profile.sessions),
        evidence: MongoEvidenceStore(client: mongo, consoleDatabase: consoleDatabase),
        events: MongoBackendEventLog(
          client: mongo,
          database: database,
          collections: profile.collections
        )
      ),
      holds: holds,
      strips: holds.map { holds in
        StripPorts(
          reads: MongoStripReads(
            databases,
            redis: redis,
            consoleDatabase: consoleDatabase,
            profile: profile
          ).port,
          writer: MongoEntityWriter(databases, profile: profile, now: now),
          events: MongoCausedEventWriter(client: mongo, database: database, profile: profile),
          limiterKeys: RedisLimiterKeyRemover(client: redis, profile: profile),
          holds: holds.reads,
          entities: profile.entities,
          userCollection: profile.collections.users
        )
      },
      redactions: holds.map { holds in
        RedactionPorts(
          reads: MongoRedactionReads(
            client: mongo,
            consoleDatabase: consoleDatabase,
            profile: profile,
            holds: holds.reads,
            strips: MongoStripReads(
              databases,
              redis: redis,
              consoleDatabase: consoleDatabase,
              profile: profile
            ).port
          ).port,
          redactor: MongoBodyRedactor(client: mongo, consoleDatabase: consoleDatabase)
        )
      },
      retention: holds.map { _ in
        RetentionPorts(
          reads: MongoRetentionPlan(
            client: mongo,
            database: database,
            profile: profile,
            lease: leases
          ).port,
          indexer: MongoRetentionIndexer(
            client: mongo,
            database: database,
            events: profile.collections.events
          ),
          events: profile.collections.events
        )
      },
      limits: profile.limiters.isEmpty
        ? nil
        : LimitPorts(
          reads: limits.actionReads(budget: userScan),
          writer: LimitCounterWriter(
            redis: redis,
            mongo: mongo,
            database: database,
            limiters: profile.limiters,
            now: now
          ),
          limiters: profile.limiters
        ),
      approvals: ApprovalPorts(
        reads: MongoApprovalReads(client: mongo, consoleDatabase: consoleDatabase).port,
        store: MongoApprovalStore(client: mongo, consoleDatabase: consoleDatabase, now: now)
      ),
      profileFingerprint: profile.fingerprint
    )
    lane = WriteLane(
      open: { redis.openWriteLane() },
      close: { redis.closeWriteLane() }
    )
  }

  /// A gate over these ports with an audit log of its own.
  package func gate(
    policy: GatePolicy,
    actor: ActorSource,
    journal: any OutcomeJournal,
    clock: ActionClock,
    random: RandomSource = .secure
  ) -> ActionGate {
    let log = AuditLog(
      store: audit,
      journal: journal,
      actor: actor,
      clock: clock,
      random: random
    )
    return ActionGate(
      policy: policy,
      log: log,
      initialiser: initialiser,
      ports: ports,
      lane: lane,
      clock: clock,
      random: random
    )
  }
}

extension HoldPorts {
  /// nil for a profile that names no entities: there is nothing to hold.
  fileprivate init?(
    _ databases: BackendDatabases,
    consoleDatabase: String,
    profile: Profile,
    packages: any HoldPackageWriter,
    now: @escaping @Sendable () -> Instant
  ) {
    guard !profile.entities.isEmpty else { return nil }
    let entities = MongoEntityReader(databases, profile: profile, now: now).port
    self.init(
      reads: MongoHoldReads(
        databases,
        consoleDatabase: consoleDatabase,
        profile: profile,
        entities: entities
      ).port,
      writer: MongoHoldWriter(
        databases,
        consoleDatabase: consoleDatabase,
        profile: profile
      ),
      evidence: MongoEvidenceStore(client: databases.main.client, consoleDatabase: consoleDatabase),
      packages: packages,
      entities: profile.entities,
      userCollection: profile.collections.users
    )
  }
}
