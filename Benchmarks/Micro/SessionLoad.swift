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
  /// `baseline/scan`.
  let baseline: BaselineProgram
  let runs: Int

  /// Reading alone can not be beaten; what ours does besides may cost five times as much again.
  private static let target = 6.0

  /// Loads and answers the comparison, with the last index for those that go on with it.
  func measure() async throws -> (measurement: Measurement, snapshot: SessionSnapshot) {
    let store = try makeStore()
    var ours: [Double] = []
    var theirs: [Double] = []
    var snapshot: SessionSnapshot?
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([demo.servers.redisSocket]))
      let start = SystemClock.monotonic()
      snapshot = try await store.port.scan { _ in }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
    }
    guard let snapshot else { throw BenchmarkFailure(description: "nothing was loaded") }
    let measurement = Measurement(
      name: "load \(snapshot.count) sessions",
      ours: ours,
      baseline: theirs,
      target: Self.target
    )
    return (measurement, snapshot)
  }

  private func makeStore() throws -> RedisSessionStore {
    let mongo = try MongoClient(MongoAddress(demo.mongoURI), purpose: .background)
    let directory = MongoDirectory(client: mongo, database: demo.database, collections: .demo)
    return RedisSessionStore(
      client: RedisClient(address: try RedisAddress(parsing: demo.redisURL)),
      profile: .demo,
      directory: directory,
      scanDirectory: directory,
      mongo: StoreEndpoint(kind: .mongo, address: "demo"),
      now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
    )
  }
}
