import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ServerHarness

/// A bench whose commands can be killed at each of their writes; nothing else runs on its servers.
struct KillBench: Sendable {
  let bench: CommandBench
  let proxied: ProxiedBench
  let tap: WriteTap

  static func start() async throws -> KillBench {
    let bench = try await CommandBench.start()
    let tap = WriteTap()
    let proxied = try ProxiedBench(bench, mongo: { tap.mongo($0) }, redis: { tap.redis($0) })
    return KillBench(bench: bench, proxied: proxied, tap: tap)
  }

  func stop() async {
    proxied.stop()
    await bench.stop()
  }

  /// Runs a command to its end, by way of the proxies: plans are bound to the addresses of servers.
  func run(
    _ arguments: [String],
    input: String = "",
    with changes: [String: String] = [:]
  ) async throws -> CommandResult {
    tap.arm(nil)
    return try await proxied.begin(arguments, input: input, with: changes).result()
  }

  /// The same, where anything but success is a failure of the test's own preparations.
  @discardableResult
  func prepare(
    _ arguments: [String],
    input: String = "",
    with changes: [String: String] = [:],
    status: Int32 = 0
  ) async throws -> CommandResult {
    let result = try await run(arguments, input: input, with: changes)
    guard result.status == status else {
      throw NotPrepared(arguments: arguments, output: result.output + result.errors)
    }
    return result
  }

  /// One of the demo's people, for `with`.
  func person(_ name: String) throws -> [String: String] { try bench.addresses(of: name) }

  /// Everything in both databases but the records themselves, as the server hashes it.
  func fingerprint() async throws -> [String: String] {
    var hashes: [String: String] = [:]
    for database in [bench.backend.demo.database, bench.backend.demo.consoleDatabase] {
      let reply = try await bench.backend.mongo.command(
        ["dbHash": 1],
        on: database,
        deadline: .seconds(30)
      )
      for (name, hash) in reply["collections"]?.document?.elements ?? [] {
        if name != "audit_headers", name != "audit_bodies" {
          hashes["\(database).\(name)"] = hash.string
        }
      }
    }
    return hashes
  }

  /// Headers from a sequence on.
  func headers(from sequence: Int64) async throws -> [MongoDocument] {
    try await console("audit_headers", where: ["_id": ["$gte": .int64(sequence)]])
  }

  /// Length of the chain.
  func length() async throws -> Int64 {
    let last = try await bench.backend.mongo.find(
      FindRequest(
        MongoNamespace(bench.backend.demo.consoleDatabase, "audit_headers"),
        sort: ["_id": -1],
        limit: 1
      ),
      deadline: .seconds(30)
    )
    return last.first?["_id"]?.int.map { Int64($0) + 1 } ?? 0
  }

  /// Documents of the console's own database.
  func console(
    _ collection: String,
    where filter: MongoDocument
  ) async throws -> [MongoDocument] {
    let demo = bench.backend.demo
    return try await bench.backend.documents(collection, of: demo.consoleDatabase, where: filter)
  }

  /// Writes behind the console's back.
  func write(_ command: MongoDocument, toConsole: Bool = false) async throws {
    let demo = bench.backend.demo
    _ = try await bench.backend.mongo.command(
      command,
      on: toConsole ? demo.consoleDatabase : demo.database,
      deadline: .seconds(30)
    )
  }

  private struct NotPrepared: Error {
    var arguments: [String]
    var output: String
  }
}
