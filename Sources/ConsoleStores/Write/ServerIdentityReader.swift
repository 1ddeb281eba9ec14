import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleText

/// Asks both servers who they are, as the gate pins them; a half that does not say stays unknown.
struct ServerIdentityReader: Sendable {
  private static let deadline: Duration = .seconds(4)

  let redis: RedisClient
  let mongo: MongoClient
  let database: String

  func identity() async throws(StoreProblem) -> ServerIdentity {
    ServerIdentity(redis: try await redisIdentity(), mongo: try await mongoIdentity())
  }

  private func redisIdentity() async throws(StoreProblem) -> RedisIdentity? {
    do throws(RedisFailure) {
      let server = try await redis.serverIdentity(deadline: Self.deadline)
      guard let runID = server.runID else { return nil }
      return RedisIdentity(runID: runID, address: server.address, database: server.database)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(redis), deadline: Self.deadline)
    }
  }

  private func mongoIdentity() async throws(StoreProblem) -> ConsoleDomain.MongoIdentity? {
    do throws(MongoFailure) {
      let hello = try await mongo.hello(deadline: Self.deadline)
      let router = hello.isRouter ? mongo.address.hosts : nil
      // The primary, not whoever answered: a secondary that answers is no other deployment.
      guard let host = hello.primary ?? hello.me ?? router else { return nil }
      return ConsoleDomain.MongoIdentity(
        setName: hello.setName.map { SafeText.of($0) },
        host: SafeText.of(host),
        database: database
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(mongo), deadline: Self.deadline)
    }
  }
}
