package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// Asks both servers at the same time how they are: the `HealthMonitor` port.
package struct ServerHealthMonitor: Sendable {
  /// Less than five seconds, so that the answer is there within them.
  private static let budget: Duration = .milliseconds(4500)

  private let redis: RedisExamination
  private let mongo: MongoExamination
  private let systemUser: String?
  private let localNow: @Sendable () -> Instant

  /// Makes a monitor; `systemUser` names who runs the console where no server knows a name.
  package init(
    redis: RedisClient,
    mongo: MongoClient,
    database: String,
    consoleDatabase: String,
    profile: Profile,
    systemUser: String?,
    now: @escaping @Sendable () -> Instant
  ) {
    let prefix = profile.sessions.prefixes.first ?? ""
    self.redis = RedisExamination(
      client: redis,
      sampleKey: Array("\(prefix)holdfast".utf8),
      counterKey: profile.sampleCounter { $0.format.store == .redis },
      blockedKey: profile.sampleCounter { $0.format.store == .redis && $0.format.canBlock },
      localNow: now
    )
    self.mongo = MongoExamination(
      client: mongo,
      database: database,
      console: consoleDatabase,
      collections: profile.collections,
      places: ActionPlaces(profile),
      localNow: now
    )
    self.systemUser = systemUser
    localNow = now
  }

  /// The port.
  package var port: HealthMonitor {
    HealthMonitor(ping: { await self.ping() }, examine: { await self.examine() })
  }

  @concurrent private func ping() async -> HealthReport {
    let budget = TimeBudget(Self.budget)
    async let redis = redis.ping(budget)
    async let mongo = mongo.ping(budget)
    return await report(redis, mongo)
  }

  @concurrent private func examine() async -> HealthReport {
    let budget = TimeBudget(Self.budget)
    async let redis = redis.examine(budget)
    async let mongo = mongo.examine(budget)
    return await report(redis, mongo)
  }

  private func report(
    _ redis: RedisExamination.Finding,
    _ mongo: MongoExamination.Finding
  ) -> HealthReport {
    HealthReport(
      redis: redis.health,
      mongo: mongo.health,
      identity: ServerIdentity(redis: redis.identity, mongo: mongo.identity),
      user: mongo.user ?? redis.user.flatMap { $0 == "default" ? nil : $0 } ?? systemUser,
      canWrite: Self.either(redis.canDelete, mongo.canInsertEvents),
      isAuditInitialised: mongo.isAuditInitialised,
      schema: mongo.schema,
      sweep: mongo.sweep,
      missingRights: mongo.missingRights + redis.missing,
      readAt: localNow()
    )
  }

  /// Yes if one says yes, no if both say no, else unknown.
  private static func either(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == true || right == true { return true }
    return left == false && right == false ? false : nil
  }
}

extension Profile {
  /// A key that the first limiter of a kind could have; nil: there is none.
  fileprivate func sampleCounter(of isMeant: (Limiter) -> Bool) -> [UInt8]? {
    limiters.first(where: isMeant).map { Array("\($0.prefix)holdfast".utf8) }
  }
}
