import ConsoleConcurrency
import ConsoleRedis
import Logging

/// Long enough for a busy machine; no test waits for it to pass.
let ample = Duration.seconds(60)

/// A connection that rests only briefly after a failure.
func connection(
  to address: RedisAddress,
  replyLimit: Int = 64 << 20,
  logger: Logger = Logger(label: "holdfast.redis", factory: { _ in SwiftLogNoOpLogHandler() })
) -> RedisConnection {
  RedisConnection(
    address: address,
    name: "test",
    options: RedisConnectionOptions(
      replyLimit: replyLimit,
      backoff: Backoff(base: .milliseconds(10), cap: .milliseconds(50)),
      fraction: { 1 }
    ),
    logger: logger
  )
}

/// The failure of a call, or nil if it answered.
func failure<Value>(
  _ call: () async throws(RedisFailure) -> Value
) async -> RedisFailure? {
  do throws(RedisFailure) {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}

extension RedisConnection {
  /// Sends a command with an ample deadline, throwing whatever comes.
  nonisolated func ask(
    _ command: RedisCommand,
    expecting runID: String? = nil
  ) async throws
    -> RedisReply
  {
    try await send(command, deadline: ample, expecting: runID)
  }

  /// The server's identity, met with an ample deadline.
  nonisolated func identify() async throws -> RedisConnectionIdentity {
    try await serverIdentity(deadline: ample)
  }
}

extension RedisClient {
  /// Sends a command on a lane with an ample deadline, throwing whatever comes.
  func ask(_ command: RedisCommand, on lane: RedisLane = .interactive) async throws -> RedisReply {
    try await send(command, on: lane, deadline: ample)
  }
}
