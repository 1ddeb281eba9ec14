package import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem
package import Logging

/// What the demo is made of and how much of it.
package struct DemoOptions: Hashable, Sendable {
  /// The same seed and time make the same contents; passwords alone are new each time.
  package var seed: UInt64
  /// Session keys, not counting the few odd ones; a million is fine.
  package var sessions: Int
  /// The time around which everything lies.
  package var now: Instant
  /// Whether an attack on the login and the contact form is to be played (`AttackPlayer`).
  package var hasAttack: Bool

  /// Makes options.
  package init(seed: UInt64 = 1, sessions: Int = 2000, now: Instant, hasAttack: Bool = false) {
    self.seed = seed
    self.sessions = sessions
    self.now = now
    self.hasAttack = hasAttack
  }
}

/// What is being done while the demo starts.
package enum DemoProgress: Hashable, Sendable {
  case startingServers
  case collection(String)
  case sessions(written: Int, of: Int)
}

/// A demo that runs: its servers, its contents, and who may sign in.
package struct RunningDemo: Sendable {
  package let servers: PrivateServers
  /// Address of Redis' default user, who may do everything.
  package let redisURL: String
  /// Address of the operator, who may do all that the console offers.
  package let mongoURI: String
  /// Address of the administrator who filled the servers; for tests that look behind the scenes.
  package let administratorURI: String
  /// The backend's database.
  package let database: String
  /// The console's own database; empty until the audit store is initialised.
  package let consoleDatabase: String
  /// The named people other than the operator.
  package let people: [DemoPerson]
  /// What plays the attack, if one was asked for.
  package let attack: AttackPlayer?

  /// Ends both servers and removes everything.
  package func stop() async {
    await servers.stop()
  }
}

/// Private servers with made-up contents in the shapes of the reference backend (backend-data.md 0).
package enum Demo {
  /// Name of the backend's database.
  package static let database = "app"
  /// Name of the console's own database.
  package static let consoleDatabase = "holdfast"

  /// Starts the servers and fills them; after a failure nothing is left.
  ///
  /// `progress` may be called from any thread.
  package static func start(
    _ options: DemoOptions,
    logger: Logger,
    progress: @escaping @Sendable (DemoProgress) -> Void = { _ in }
  ) async throws(DemoFailure) -> RunningDemo {
    progress(.startingServers)
    let servers = try await PrivateServers.start()
    do throws(DemoFailure) {
      return try await fill(servers, options, logger: logger, progress: progress)
    } catch {
      await servers.stop()
      throw error
    }
  }

  private static func fill(
    _ servers: PrivateServers,
    _ options: DemoOptions,
    logger: Logger,
    progress: @escaping @Sendable (DemoProgress) -> Void
  ) async throws(DemoFailure) -> RunningDemo {
    try await servers.initiateReplicaSet()
    let redis = RedisConnection(
      address: RedisAddress(endpoint: .unix(path: servers.redisSocket)),
      name: "demo",
      logger: logger
    )
    let access = AccessSetUp(
      servers: servers,
      redis: redis,
      database: database,
      consoleDatabase: consoleDatabase
    )
    let administratorURI = try await access.makeAdministrator()
    let mongo = try await mongoStep("signing in") { () throws(MongoFailure) in
      try MongoClient(MongoAddress(administratorURI), purpose: .background)
    }
    var cast = DemoCast(seed: options.seed, now: options.now, sessionCount: options.sessions)
    cast.tenantURIs = try await access.makeTenants(DemoCast.dedicatedNumbers, with: mongo)
    try await MongoFilling(cast: cast, mongo: mongo, database: database, progress: progress).fill()
    for number in DemoCast.dedicatedNumbers {
      try await TenantFilling(cast: cast, number: number, mongo: mongo).fill()
    }
    let people = try await access.makePeople(with: mongo)
    try await RedisFilling(cast: cast, redis: redis, progress: progress).fill()
    let attack = options.hasAttack ? try prepare(options, servers, redis, mongo) : nil
    if attack == nil {
      mongo.close()
      redis.close()
    }
    guard let operatorOfAll = people.last else { preconditionFailure("the operator is made last") }
    return RunningDemo(
      servers: servers,
      redisURL: servers.redisURL,
      mongoURI: operatorOfAll.mongoURI,
      administratorURI: administratorURI,
      database: database,
      consoleDatabase: consoleDatabase,
      people: people.dropLast(),
      attack: attack
    )
  }

  /// An attack that begins a few seconds after all is filled; it keeps both connections.
  private static func prepare(
    _ options: DemoOptions,
    _ servers: PrivateServers,
    _ redis: RedisConnection,
    _ mongo: MongoClient
  ) throws(DemoFailure) -> AttackPlayer {
    do throws(SystemFailure) {
      return try AttackPlayer(
        traffic: AttackTraffic(seed: options.seed),
        folder: servers.folder,
        start: Instant(milliseconds: SystemClock.wallMilliseconds()),
        redis: redis,
        mongo: mongo,
        database: database
      )
    } catch {
      throw .system(error)
    }
  }
}

extension PrivateServers {
  /// Address of Redis' default user.
  package var redisURL: String { "unix://\(redisSocket)" }
}
