import ConsoleDomain
import ConsoleRedis

/// The backend's own index of a user's sids: a set that keeps the ids of ended sessions as well.
struct UserSessionIndex: Sendable {
  private static let stepCount = 500
  /// The backend never prunes its sets, so years of sign-ins add up; beyond this a scan has to do.
  private static let memberLimit = 200_000

  let client: RedisClient
  /// `user:sessions:`; nil when the backend has no such index.
  let prefix: String?
  let lane: RedisLane
  let deadline: Duration
  /// The run id of the server that is meant; nil: whichever answers.
  var server: String?

  /// The members of a user's set; empty when there is none, or no index.
  func members(of userID: String) async throws(RedisFailure) -> [[UInt8]] {
    guard let key = key(of: userID) else { return [] }
    var members: Set<[UInt8]> = []
    var cursor = Array("0".utf8)
    repeat {
      let reply = try await client.send(
        .setScan(of: key, cursor, count: Self.stepCount),
        on: lane,
        deadline: deadline,
        expecting: server
      )
      let page = try ScanPage(reply)
      members.formUnion(page.keys)
      cursor = page.cursor
      if members.count > Self.memberLimit { throw RedisFailure(.tooLarge, operation: "SSCAN") }
    } while cursor != Array("0".utf8)
    return Array(members)
  }

  /// Whether the set lists a sid; nil when that can't be known.
  func lists(_ sid: [UInt8], of userID: String) async -> Bool? {
    guard let key = key(of: userID) else { return nil }
    let command = RedisCommand(name: "SISMEMBER", arguments: [key, sid])
    let reply = try? await client.send(command, on: lane, deadline: deadline)
    return reply?.integer.map { $0 == 1 }
  }

  private func key(of userID: String) -> [UInt8]? {
    prefix.map { Array($0.utf8) + Array(userID.utf8) }
  }
}
