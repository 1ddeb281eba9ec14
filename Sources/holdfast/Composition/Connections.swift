import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleRuntime
import ConsoleSettings
import ConsoleStores
import ConsoleSystem
import Logging

/// One context's connections and everything that is built on them.
struct Connections: Sendable {
  let settings: Settings
  let redisEndpoint: StoreEndpoint
  let mongoEndpoint: StoreEndpoint
  let ports: ConsolePorts
  /// Work on the console's own records: indexes, the sweep.
  let upkeep: Upkeep
  /// The backend's event log as digests see it.
  let digests: BackendDigestReader
  /// How the profile fits the database.
  let profileExamination: ProfileExamination
  /// A look around for whoever has no profile yet.
  let profileSampler: ProfileSampler
  /// Refusals that the stores themselves tell of.
  let storedRefusals: StoredRefusals
  /// Headers alone and checkpoints.
  let chain: ChainReader
  /// Signs the chain; nil where no key is configured.
  let checkpoints: CheckpointWriter?
  /// Writes audit records to files.
  let exporter: AuditExporter
  /// The work that must go on with no console open.
  let sweep: Sweep
  /// The register of holds and what documents say of it; nil where the profile maps no collection.
  let holds: HoldExamination?

  /// The one way to change anything.
  var gate: ActionGate { ports.gate }

  /// Wall time.
  func now() -> Instant { Self.wallTime() }

  /// Gives up the right to change things, where a command took it, and closes everything.
  func close() async {
    // Not a child of the command's task: a command that was interrupted ended its elevation, too.
    await Task { await gate.dropElevation() }.value
    await ports.close()
  }

  /// Prepares the connections; nothing is asked of a server before the first call needs it.
  ///
  /// `userScan` is how long a plan may look through all sessions for those of one user.
  static func open(
    _ settings: Settings,
    userScan: Duration = .seconds(30)
  ) throws(ConnectionFault) -> Connections {
    let connection = settings.connection
    let redis = RedisClient(
      address: try redisAddress(connection.redis),
      logger: Logger(label: "holdfast.redis")
    )
    let address = try mongoAddress(connection.mongo)
    let interactive = try mongoClient(address, .interactive)
    let background = try mongoClient(address, .background)
    let user = OperatingSystemUser.current()
    let read = ReadStores(
      ReadStores.Parts(
        redis: redis,
        mongo: interactive,
        backgroundMongo: background,
        database: connection.database,
        consoleDatabase: connection.consoleDatabase,
        profile: settings.profile,
        systemUser: user.name,
        now: wallTime
      )
    )
    let write = WriteStores(
      redis: redis,
      mongo: interactive,
      background: background,
      database: connection.database,
      consoleDatabase: connection.consoleDatabase,
      profile: settings.profile,
      tool: "holdfast \(ProductVersion.current)",
      userScan: userScan,
      now: wallTime
    )
    let sinks = try connection.checkpoints.sinks()
    let policy = GatePolicy(connection)
    let actor = ActorReader(user, redis, interactive).source
    let journal = FileOutcomeJournal(path: settings.paths.journal)
    let gate = write.gate(policy: policy, actor: actor, journal: journal, clock: .system)
    let recovery = RecoveryStores(
      RecoveryStores.Parts(
        redis: redis,
        mongo: background,
        database: connection.database,
        consoleDatabase: connection.consoleDatabase,
        profile: settings.profile,
        markFolder: settings.paths.recovery,
        scanBudget: userScan
      )
    ).recovery(
      log: AuditLog(
        store: write.audit,
        journal: journal,
        actor: actor,
        clock: .system,
        random: .secure
      ),
      journal: journal,
      mayRecord: !connection.isReadOnly,
      clock: .system
    )
    let writer = connection.checkpoints.key.map { key in
      write.checkpointWriter(
        key: key,
        earlierKeys: connection.checkpoints.verifiers,
        sinks: sinks,
        chain: read.chain,
        environment: policy.environment,
        log: AuditLog(
          store: write.audit,
          journal: journal,
          actor: actor,
          clock: .system,
          random: .secure
        ),
        clock: .system
      )
    }
    let keeper = CheckpointKeeper(
      kept: KeptCheckpoints(sinks: sinks, keys: connection.checkpoints.keys, chain: read.chain),
      writer: writer,
      schedule: connection.checkpoints.schedule,
      clock: .system
    )
    let drift = MongoHoldDrift(
      client: background,
      database: connection.database,
      profile: settings.profile
    ).port
    let holds = write.ports.holds.map { ports in
      HoldExamination(reads: ports.reads, drift: drift, entities: ports.entities)
    }
    let ports = ConsolePorts(
      sessions: read.sessions,
      audit: read.audit,
      health: read.health,
      entities: read.entities,
      subjects: read.subjects,
      limits: read.limits,
      refusals: RefusalRecorder(
        RefusalFeed.all(connection.refusals, stores: read.refusals, now: wallTime),
        now: wallTime
      ).port,
      holds: holds,
      retention: read.retention,
      gate: gate,
      recovery: recovery,
      exportFolder: ".",
      now: wallTime,
      checkpoints: sinks.isEmpty && writer == nil ? nil : keeper
    ) {
      redis.close()
      interactive.close()
      background.close()
    }
    let upkeep = write.upkeep(policy: policy, actor: actor, journal: journal, clock: .system)
    return Connections(
      settings: settings,
      redisEndpoint: StoreEndpoint(redis),
      mongoEndpoint: StoreEndpoint(interactive),
      ports: ports,
      upkeep: upkeep,
      digests: read.digests,
      profileExamination: read.profileExamination,
      profileSampler: read.profileSampler,
      storedRefusals: read.refusals,
      chain: read.chain,
      checkpoints: writer,
      exporter: AuditExporter(
        links: read.audit,
        backend: BackendEventWalk(
          background: background,
          database: connection.database,
          collections: settings.profile.collections
        ).port
      ),
      sweep: write.sweep(
        upkeep,
        chain: read.audit,
        digests: read.digests,
        host: user.host,
        more: [RecoveryStep(recovery)] + write.holdSteps(upkeep, drift: drift)
          + [CheckpointStep(writer: writer)]
      ),
      holds: holds
    )
  }

  private static func wallTime() -> Instant {
    Instant(milliseconds: SystemClock.wallMilliseconds())
  }

  private static func redisAddress(_ text: Secret) throws(ConnectionFault) -> RedisAddress {
    do throws(RedisAddressFailure) {
      return try RedisAddress(parsing: text.exposed)
    } catch {
      throw ConnectionFault(text: "the address of Redis: \(error)")
    }
  }

  private static func mongoAddress(_ text: Secret) throws(ConnectionFault) -> MongoAddress {
    do throws(MongoFailure) {
      return try MongoAddress(text.exposed)
    } catch {
      throw ConnectionFault(text: "the address of MongoDB: \(error)")
    }
  }

  private static func mongoClient(
    _ address: MongoAddress,
    _ purpose: MongoAddress.Purpose
  ) throws(ConnectionFault) -> MongoClient {
    do throws(MongoFailure) {
      return try MongoClient(address, purpose: purpose)
    } catch {
      throw ConnectionFault(text: "the address of MongoDB: \(error)")
    }
  }
}

/// An address that can't be used, in one sentence without a secret.
struct ConnectionFault: Error, Sendable {
  var text: String
}

extension GatePolicy {
  /// The rules of a connection.
  init(_ connection: Settings.Connection) {
    self.init(
      readOnlyReason: connection.isReadOnly ? "--read-only was given, or the context says so" : nil,
      isDemo: connection.environment == .demo && !connection.isReadOnly,
      ticketPattern: connection.ticketPattern,
      environment: connection.context ?? connection.database,
      stripsTakeTwo: connection.stripsTakeTwo,
      approvalLifetime: connection.approvalLifetime
    )
  }
}

extension ActionClock {
  /// The machine's own clock.
  static let system = ActionClock(
    now: { Instant(milliseconds: SystemClock.wallMilliseconds()) },
    sleep: { try await Task.sleep(for: $0) }
  )
}
