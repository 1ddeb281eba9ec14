package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// All read ports over one pair of servers, made once by whoever composes the program.
package struct ReadStores: Sendable {
  package let sessions: SessionStore
  package let audit: AuditReader
  /// Headers alone and checkpoints, on the connections of scans and verifications.
  package let chain: ChainReader
  package let health: HealthMonitor
  /// The mapped collections.
  package let entities: EntityReads
  /// Everything of one subject.
  package let subjects: SubjectReads
  /// Rate-limit counters in both servers.
  package let limits: LimitReads
  /// What deletes by age.
  package let retention: RetentionReads
  /// How the profile fits the database.
  package let profileExamination: ProfileExamination
  /// A look around for whoever has no profile yet.
  package let profileSampler: ProfileSampler
  /// Refusals that the stores themselves tell of.
  package let refusals: StoredRefusals
  /// What digests of the backend's event log are made of and checked against.
  package let digests: BackendDigestReader
  /// Users and organisations for plans and records, on the connections a person waits for.
  package let directory: MongoDirectory

  /// What the ports are made of; the clients stay the caller's to close.
  package struct Parts: Sendable {
    package var redis: RedisClient
    /// Answers what a person waits for.
    package var mongo: MongoClient
    /// Answers scans and verifications.
    package var backgroundMongo: MongoClient
    package var database: String
    package var consoleDatabase: String
    package var profile: Profile
    /// Who runs the console, where no server knows a name.
    package var systemUser: String?
    /// How long an event of the backend may take from the making of its id to its commit.
    package var eventMargin: Duration
    /// Our own clock; used where a server's is not to be had.
    package var now: @Sendable () -> Instant

    /// Names the parts.
    package init(
      redis: RedisClient,
      mongo: MongoClient,
      backgroundMongo: MongoClient,
      database: String,
      consoleDatabase: String,
      profile: Profile,
      systemUser: String?,
      eventMargin: Duration = .seconds(300),
      now: @escaping @Sendable () -> Instant
    ) {
      self.redis = redis
      self.mongo = mongo
      self.backgroundMongo = backgroundMongo
      self.database = database
      self.consoleDatabase = consoleDatabase
      self.profile = profile
      self.systemUser = systemUser
      self.eventMargin = eventMargin
      self.now = now
    }
  }

  /// Makes the ports; nothing is asked of a server yet.
  package init(_ parts: Parts) {
    directory = MongoDirectory(
      client: parts.mongo,
      database: parts.database,
      collections: parts.profile.collections
    )
    sessions =
      RedisSessionStore(
        client: parts.redis,
        profile: parts.profile.sessions,
        directory: directory,
        scanDirectory: MongoDirectory(
          client: parts.backgroundMongo,
          database: parts.database,
          collections: parts.profile.collections
        ),
        mongo: StoreEndpoint(parts.mongo),
        now: parts.now
      ).port
    audit =
      MongoAuditReader(
        client: parts.mongo,
        background: parts.backgroundMongo,
        database: parts.database,
        consoleDatabase: parts.consoleDatabase,
        collections: parts.profile.collections,
        entities: parts.profile.entities,
        now: parts.now
      ).port
    entities =
      MongoEntityReader(
        client: parts.mongo,
        database: parts.database,
        profile: parts.profile,
        now: parts.now
      ).port
    limits =
      LimitStore(
        client: parts.redis,
        mongo: parts.backgroundMongo,
        database: parts.database,
        limiters: parts.profile.limiters,
        now: parts.now
      ).port
    profileSampler = ProfileSampler(
      redis: parts.redis,
      mongo: parts.backgroundMongo,
      database: parts.database
    )
    refusals = StoredRefusals(
      counters: CounterSampler(
        client: parts.redis,
        limiters: parts.profile.limiters,
        now: parts.now
      ),
      events: EventSampler(
        client: parts.backgroundMongo,
        events: MongoNamespace(parts.database, parts.profile.collections.events),
        refusalTypes: parts.profile.collections.refusalEvents,
        now: parts.now
      )
    )
    profileExamination =
      MongoProfileExamination(
        client: parts.backgroundMongo,
        database: parts.database,
        profile: parts.profile
      ).port
    retention =
      MongoRetentionReads(
        client: parts.backgroundMongo,
        database: parts.database,
        profile: parts.profile,
        now: parts.now
      ).port
    subjects =
      SubjectReader(
        entities: entities,
        sessions: sessions,
        audit: audit,
        counters: SubjectCounterReader(
          client: parts.redis,
          profile: parts.profile,
          localNow: parts.now
        ),
        profile: parts.profile
      ).port
    digests =
      MongoEventDigests(
        client: parts.backgroundMongo,
        namespace: MongoNamespace(parts.database, parts.profile.collections.events),
        margin: parts.eventMargin
      ).port
    chain =
      MongoChainReader(
        client: parts.backgroundMongo,
        consoleDatabase: parts.consoleDatabase
      ).port
    health =
      ServerHealthMonitor(
        redis: parts.redis,
        mongo: parts.mongo,
        database: parts.database,
        consoleDatabase: parts.consoleDatabase,
        profile: parts.profile,
        systemUser: parts.systemUser,
        now: parts.now
      ).port
  }
}
