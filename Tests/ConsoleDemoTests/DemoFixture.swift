import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem
import Logging

@testable import ConsoleDemo

/// One small demo that all tests of this target read; it ends with the process.
actor DemoFixture {
  static let sessions = 300
  static let patience = Duration.seconds(30)

  private static let instance = DemoFixture()
  private var starting: Task<RunningDemo, any Error>?

  static func demo() async throws -> RunningDemo {
    try await instance.running()
  }

  /// A client of the demo's administrator.
  static func mongo() async throws -> MongoClient {
    try MongoClient(MongoAddress(try await demo().administratorURI))
  }

  static func redis(_ url: String? = nil) async throws -> RedisConnection {
    let demo = try await demo()
    return RedisConnection(
      address: try RedisAddress(parsing: url ?? demo.redisURL),
      name: "test",
      logger: Logger(label: "test")
    )
  }

  private func running() async throws -> RunningDemo {
    let task =
      starting
      ?? Task {
        try await Demo.start(
          DemoOptions(
            seed: 7,
            sessions: Self.sessions,
            now: Instant(milliseconds: SystemClock.wallMilliseconds())
          ),
          logger: Logger(label: "test")
        )
      }
    starting = task
    return try await task.value
  }
}
