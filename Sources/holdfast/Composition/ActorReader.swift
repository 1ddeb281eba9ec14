import ConsoleActions
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem

/// Asks the system and both servers who acts here, and keeps what they answered.
actor ActorReader {
  /// How long one server may take; what it has not said by then is not known this time.
  private static let patience = Duration.seconds(2)

  private let redis: RedisClient
  private let mongo: MongoClient
  private let user: OperatingSystemUser
  /// The outer nil: not answered yet; the inner one: nobody is signed in.
  private var mongoUser: String??
  private var persona: String?
  private var redisUser: String?

  /// Makes a reader; no server is asked before a record needs the answer.
  init(_ user: OperatingSystemUser, _ redis: RedisClient, _ mongo: MongoClient) {
    self.user = user
    self.redis = redis
    self.mongo = mongo
  }

  /// The answers as the audit log asks for them.
  nonisolated var source: ActorSource { ActorSource { await self.identity() } }

  private func identity() async -> ActorIdentity {
    await withTaskGroup { group in
      if mongoUser == nil { group.addTask { await self.askMongo() } }
      if redisUser == nil { group.addTask { await self.askRedis() } }
    }
    return ActorIdentity(
      persona: persona,
      mongoUser: mongoUser ?? nil,
      redisUser: redisUser,
      osUser: user.name,
      uid: Int64(user.uid),
      tty: user.terminal,
      host: user.host,
      sshClient: user.sshClient,
      sudoUser: user.sudoUser,
      process: ProcessMark.own?.description,
      clientVersion: ProductVersion.current
    )
  }

  private func askMongo() async {
    guard let status = try? await mongo.connectionStatus(deadline: Self.patience) else { return }
    persona = ActorIdentity.persona(ofRoles: status.roles.map(\.name))
    mongoUser = .some(status.users.first.map { "\($0.database).\($0.name)" })
  }

  private func askRedis() async {
    redisUser = try? await redis.send(RedisCommand("ACL WHOAMI"), deadline: Self.patience).text
  }
}
