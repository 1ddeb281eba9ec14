import ConsoleRedis

/// Writes the demo's keys in pipelines of bounded size, so that any number of sessions fits in memory.
struct RedisFilling: Sendable {
  let cast: DemoCast
  let redis: RedisConnection
  let progress: @Sendable (DemoProgress) -> Void

  private static let batch = 1000

  /// Everything but the sessions is small; the sessions come last and take the time.
  func fill() async throws(DemoFailure) {
    try await send(LimiterShapes(cast: cast).commands)
    try await send(SignUpKeys(cast: cast).commands)
    try await send(OddSessions(cast: cast).commands)
    try await inBatches(of: cast.userCount) { (numbers) throws(DemoFailure) in
      try await send(numbers.compactMap(DeadSessions(cast: cast).command(forUser:)))
    }
    try await inBatches(of: cast.sessionCount) { (numbers) throws(DemoFailure) in
      try await send(numbers.flatMap { cast.session($0).commands })
      progress(.sessions(written: numbers.upperBound, of: cast.sessionCount))
    }
  }

  private func inBatches(
    of total: Int,
    _ body: (Range<Int>) async throws(DemoFailure) -> Void
  ) async throws(DemoFailure) {
    var start = 0
    while start < total {
      let end = min(start + Self.batch, total)
      try await body(start..<end)
      start = end
    }
  }

  private func send(_ commands: [RedisCommand]) async throws(DemoFailure) {
    guard !commands.isEmpty else { return }
    do throws(RedisFailure) {
      let replies = try await redis.pipeline(commands, deadline: PrivateServers.patience)
      for case .error(let reply) in replies {
        throw RedisFailure(reply, operation: "filling")
      }
    } catch {
      throw .setUp(step: "filling Redis", reason: error.description)
    }
  }
}
