import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem
import Logging

/// A backend with made-up data, and a way to look behind the console's back.
struct DemoBackend: Sendable {
  static let sessions = 200

  let demo: RunningDemo
  let redis: RedisClient
  let mongo: MongoClient

  static func start() async throws -> DemoBackend {
    let demo = try await Demo.start(
      DemoOptions(
        seed: 7,
        sessions: sessions,
        now: Instant(milliseconds: SystemClock.wallMilliseconds())
      ),
      logger: Logger(label: "test")
    )
    return DemoBackend(
      demo: demo,
      redis: RedisClient(address: try RedisAddress(parsing: demo.redisURL)),
      mongo: try MongoClient(MongoAddress(demo.administratorURI), purpose: .background)
    )
  }

  /// What the backend's own processes would find in their environment.
  var environment: [String: String] {
    ["REDIS_URL": demo.redisURL, "MONGO_URI": demo.mongoURI, "MONGO_DB": demo.database]
  }

  func stop() async {
    redis.close()
    mongo.close()
    await demo.stop()
  }

  /// Sends a command as the backend would.
  @discardableResult
  func send(_ name: String, _ arguments: String...) async throws -> RedisReply {
    let command = RedisCommand(name: name, arguments: arguments.map { Array($0.utf8) })
    return try await redis.send(command, deadline: .seconds(30))
  }

  /// Whether Redis still has a session.
  func has(session sid: String) async throws -> Bool {
    try await send("EXISTS", "sess:\(sid)").integer == 1
  }

  /// Adds a signed-in session of a user, seen now, as the reference backend writes it
  /// (backend-data.md 0.1).
  func addSession(
    _ sid: String,
    user: String,
    agent: String,
    age: Duration = .zero
  ) async throws {
    let now = Instant(milliseconds: SystemClock.wallMilliseconds()).advanced(by: .zero - age)
    let value =
      #"{"cookie":{"originalMaxAge":43200000,"httpOnly":true,"path":"/"},"#
      + #""user":{"id":"\#(user)","role":"viewer","orgId":"o1"},"#
      + #""meta":{"ip":"192.0.2.77","userAgent":"\#(agent)","#
      + #""createdAt":"\#(now.iso8601)","lastSeen":\#(now.milliseconds)}}"#
    try await send("SET", "sess:\(sid)", value, "EX", "43200")
    try await send("SADD", "user:sessions:\(user)", sid)
  }

  /// Documents in the order of their ids.
  func documents(
    _ collection: String,
    of database: String,
    where filter: MongoDocument = [:]
  ) async throws -> [MongoDocument] {
    try await mongo.find(
      FindRequest(MongoNamespace(database, collection), filter: filter, sort: ["_id": 1]),
      deadline: .seconds(30)
    )
  }
}

extension DemoBackend {
  /// The same as text, for tests that ask what is in a record and not where.
  func records(
    _ collection: String,
    of database: String,
    where filter: MongoDocument = [:]
  ) async throws -> [String] {
    try await documents(collection, of: database, where: filter).map { document in
      try document.json(.relaxed)
    }
  }

  /// The id of some user who is under no hold.
  func anyUser() async throws -> String {
    let users = try await documents(
      "users",
      of: demo.database,
      where: ["legalHold": ["$ne": true], "piiStripped": ["$ne": true]]
    )
    guard case .objectID(let id)? = users.first?["_id"] else { throw NoUser() }
    return id.hex
  }

  private struct NoUser: Error {}
}

/// Starts a backend for one test that changes or breaks it.
func withBackend<Result>(
  _ body: (DemoBackend) async throws -> Result
) async throws -> Result {
  let backend = try await DemoBackend.start()
  do {
    let result = try await body(backend)
    await backend.stop()
    return result
  } catch {
    await backend.stop()
    throw error
  }
}

/// The backend of all tests that only look; it ends with the process.
actor SharedBackend {
  private static let instance = SharedBackend()
  private var starting: Task<DemoBackend, any Error>?

  static func backend() async throws -> DemoBackend {
    try await instance.running()
  }

  private func running() async throws -> DemoBackend {
    let task = starting ?? Task { try await DemoBackend.start() }
    starting = task
    return try await task.value
  }
}
