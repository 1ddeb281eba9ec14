import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem

/// Plays an attack on a running demo: the proxy's access log, the backend's counters and its failed sign-ins.
///
/// One task that writes what belongs to each second when it comes; cancelling the task ends it. A server
/// that does not answer is no end: the log goes on, as a proxy's would.
package struct AttackPlayer: Sendable {
  /// Where the proxy's log lies, in the folder that goes with the servers.
  package let log: String

  private let traffic: AttackTraffic
  private let start: Instant
  private let redis: RedisConnection
  private let mongo: MongoClient
  private let database: String

  /// How often what is due is written, well within the two seconds in which the screen is to show it.
  private static let step = Duration.milliseconds(250)
  private static let patience = Duration.seconds(2)

  init(
    traffic: AttackTraffic,
    folder: Folder,
    start: Instant,
    redis: RedisConnection,
    mongo: MongoClient,
    database: String
  ) throws(SystemFailure) {
    log = "\(folder.path)/access.log"
    self.traffic = traffic
    self.start = start
    self.redis = redis
    self.mongo = mongo
    self.database = database
    try writeHistory()
  }

  private func writeHistory() throws(SystemFailure) {
    var gate = AttackedGate()
    let lines = (-AttackTraffic.history..<0).flatMap { number in
      gate.answers(to: traffic.second(number), at: start.advanced(by: .seconds(number))).lines
    }
    try append(lines)
  }

  /// Plays until the task is cancelled.
  package func play() async {
    var gate = AttackedGate()
    var next = 0
    while !Task.isCancelled {
      let now = Instant(milliseconds: SystemClock.wallMilliseconds())
      var lines: [AccessLine] = []
      while start.advanced(by: .seconds(next)) <= now, !Task.isCancelled {
        let at = start.advanced(by: .seconds(next))
        let answers = gate.answers(to: traffic.second(next), at: at)
        lines += answers.lines
        await count(answers.counted)
        await record(failedLogins: answers.failedLogins, at: at, second: next)
        next += 1
      }
      // A full disk ends the log and nothing else.
      try? append(lines)
      try? await Task.sleep(for: Self.step)
    }
    redis.close()
    mongo.close()
  }

  private func append(_ lines: [AccessLine]) throws(SystemFailure) {
    guard !lines.isEmpty else { return }
    let file = try FileDescriptor(appendingTo: log)
    try file.write(lines.map { "\($0.text)\n" }.joined().utf8, path: log)
  }

  /// As the backend counts (backend-data.md 0.1): `INCR`, then a window that later hits don't extend.
  private func count(_ addresses: [String]) async {
    let window = Int(LimiterShapes.window.wholeMilliseconds)
    let commands = addresses.flatMap { address in
      let key = "contact-inquiry:contact:ip:\(address)"
      return [RedisCommand("INCR", key), RedisCommand("PEXPIRE", key, window, "NX")]
    }
    guard !commands.isEmpty else { return }
    _ = try? await redis.pipeline(commands, deadline: Self.patience)
  }

  private func record(failedLogins: Int, at: Instant, second: Int) async {
    guard failedLogins > 0 else { return }
    var random = SeededGenerator(seed: traffic.seed, .attackEvent, second)
    let documents = (0..<failedLogins).map { _ in
      MongoDocument([
        ("_id", .objectID(random.objectID(createdAt: at))), ("eventType", "auth.login"),
        ("action", "login"),
        ("metadata", .document(["email": "<redacted>", "success": false])),
        ("piiStripped", false), ("legalHold", false), ("createdAt", .instant(at)),
      ])
    }
    _ = try? await mongo.insertMany(
      documents,
      into: MongoNamespace(database, "eventlogs"),
      deadline: Self.patience
    )
  }
}
