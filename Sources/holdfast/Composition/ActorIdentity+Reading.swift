import ConsoleActions
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem

extension ActorIdentity {
  /// Asks the system and both servers who acts here; what they don't say within two seconds is not known.
  init(_ user: OperatingSystemUser, _ redis: RedisClient, _ mongo: MongoClient) async {
    async let mongoUser = Self.mongoUser(mongo)
    async let redisUser = Self.redisUser(redis)
    self.init(
      mongoUser: await mongoUser,
      redisUser: await redisUser,
      osUser: user.name,
      uid: Int64(user.uid),
      tty: user.terminal,
      host: user.host,
      sshClient: user.sshClient,
      sudoUser: user.sudoUser,
      clientVersion: Holdfast.version
    )
  }

  private static func mongoUser(_ mongo: MongoClient) async -> String? {
    guard let user = try? await mongo.connectionStatus(deadline: .seconds(2)).users.first else {
      return nil
    }
    return "\(user.database).\(user.name)"
  }

  private static func redisUser(_ redis: RedisClient) async -> String? {
    try? await redis.send(RedisCommand("ACL WHOAMI"), deadline: .seconds(2)).text
  }
}
