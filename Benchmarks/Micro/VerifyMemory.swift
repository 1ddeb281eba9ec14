import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem

/// What verifying a chain takes of memory at most, in a process of its own for each length.
struct VerifyMemory {
  /// The word that makes this program the process that is measured.
  static let command = "verify-memory"
  private static let short = 10_000
  /// Constant but for what the allocator keeps.
  private static let target = 1.25

  let stores: BenchmarkStores
  let demo: RunningDemo
  /// This program.
  let program: BaselineProgram
  let records: Int

  /// Ours at the asked length, against ours at 10,000 records.
  func measure() async throws -> Measurement {
    var peaks: [Double] = []
    for count in [Self.short, records] {
      let database = "holdfast_chain_\(count)"
      try await ChainFilling(mongo: stores.mongo, database: database).fill(count)
      peaks.append(
        try await program.figure([Self.command, demo.administratorURI, database, "\(count)"])
      )
      _ = try await stores.mongo.command(["dropDatabase": 1], on: database, deadline: .seconds(60))
    }
    return Measurement(
      name: "memory of verifying \(records) audit records",
      ours: [peaks[1]],
      baseline: [peaks[0]],
      target: Self.target,
      unit: .megabytes
    )
  }

  /// The process that is measured: verifies and prints its own peak, in millions of bytes.
  static func run(_ uri: String, _ database: String, count: Int64) async throws {
    let client = try MongoClient(MongoAddress(uri), purpose: .background)
    let reader = MongoAuditReader(
      client: client,
      background: client,
      database: database,
      consoleDatabase: database,
      collections: .demo,
      now: BenchmarkStores.clock.now
    ).port
    let verification = try await reader.verify { _ in }
    client.close()
    guard verification.faults.isEmpty, verification.headers == count else {
      throw BenchmarkFailure(description: "the chain does not verify")
    }
    StandardStream.output.write("\(try peak())\n")
  }

  /// `VmHWM` of proc_pid_status(5), which counts in KiB.
  private static func peak() throws -> Double {
    let status = String(
      decoding: try File("/proc/self/status").read(limit: 1 << 16),
      as: UTF8.self
    )
    guard let kibibytes = status.firstMatch(of: /VmHWM:\s+([0-9]+) kB/).flatMap({ Double($0.1) })
    else { throw BenchmarkFailure(description: "the kernel does not tell the peak of memory") }
    return kibibytes * 1024 / 1_000_000
  }
}
