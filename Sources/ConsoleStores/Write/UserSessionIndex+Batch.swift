import ConsoleRedis

extension UserSessionIndex {
  /// Sets that are asked for in one exchange; nearly all of them answer whole at once.
  private static let setsAtOnce = 200
  private static let firstStep = 500

  /// The members of many users' sets, in pipelines; a set of more than one step is read on its own.
  func members(
    ofEach userIDs: [String]
  ) async throws(RedisFailure) -> [String: [[UInt8]]] {
    guard let prefix else { return [:] }
    var members: [String: [[UInt8]]] = [:]
    for start in stride(from: 0, to: userIDs.count, by: Self.setsAtOnce) {
      let users = userIDs[start..<min(start + Self.setsAtOnce, userIDs.count)]
      let commands = users.map { user in
        RedisCommand.setScan(
          of: Array(prefix.utf8) + Array(user.utf8),
          Array("0".utf8),
          count: Self.firstStep
        )
      }
      let replies = try await client.pipeline(
        commands,
        on: lane,
        deadline: deadline,
        expecting: server
      )
      for (user, reply) in zip(users, replies) {
        let page = try ScanPage(reply)
        members[user] = page.isLast ? page.keys : try await self.members(of: user)
      }
    }
    return members
  }
}
