import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem

/// Loading the session index against a C program that reads the same keys and keeps nothing.
///
/// Ours also paces itself, decodes the values, joins names and publishes snapshots.
struct SessionLoad {
  let demo: RunningDemo
  /// Path of `baseline/scan`.
  let baselineProgram: String
  let runs: Int

  /// Reading alone can not be beaten; what ours does besides may cost five times as much again.
  private static let target = 6.0

  func measure() async throws -> Measurement {
    let store = try makeStore()
    var ours: [Double] = []
    var baseline: [Double] = []
    var rows = 0
    for _ in 0..<runs {
      baseline.append(try await runBaseline())
      let start = SystemClock.monotonic()
      rows = try await store.port.scan { _ in }.count
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
    }
    return Measurement(
      name: "load \(rows) sessions",
      ours: ours,
      baseline: baseline,
      target: Self.target
    )
  }

  private func runBaseline() async throws -> Double {
    let output = File("\(demo.servers.folder.path)/baseline")
    try output.remove()
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: baselineProgram,
        arguments: [demo.servers.redisSocket],
        environment: [:],
        outputPath: output.path
      )
    )
    while !child.hasEnded() {
      try await Task.sleep(for: .milliseconds(20))
    }
    let words = String(decoding: try output.read(limit: 1000), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let seconds = Double(words[1]) else {
      throw BenchmarkFailure(description: "baseline/scan said nothing useful")
    }
    return seconds
  }

  private func makeStore() throws -> RedisSessionStore {
    let mongo = try MongoClient(MongoAddress(demo.mongoURI), purpose: .background)
    let directory = MongoDirectory(
      client: mongo,
      database: demo.database,
      collections: Profile.Collections(
        users: "users",
        maskedUsers: nil,
        organizations: "organizations",
        events: "eventlogs"
      )
    )
    return RedisSessionStore(
      client: RedisClient(address: try RedisAddress(parsing: demo.redisURL)),
      profile: Profile.Sessions(
        prefixes: ["sess:"],
        userIndexPrefix: "user:sessions:",
        userPaths: ["user.id"],
        organizationPath: "user.orgId",
        rolePath: "user.role",
        ipPath: "meta.ip",
        agentPath: "meta.userAgent",
        createdAtPath: "meta.createdAt",
        lastSeenPath: "meta.lastSeen"
      ),
      directory: directory,
      scanDirectory: directory,
      mongo: StoreEndpoint(kind: .mongo, address: "demo"),
      now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
    )
  }
}

/// Why a benchmark could not be run.
struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String
}
