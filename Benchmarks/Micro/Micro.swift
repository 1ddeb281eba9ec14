import ConsoleDemo
import ConsoleDomain
import ConsoleRedis
import ConsoleSystem
import Logging

/// Measures and prints the table of `make bench`.
///
/// Arguments: the folder of the baseline programs, how many sessions to make, how many documents to hold,
/// how many audit records to verify in bounded memory, and the rows to measure (none: all).
@main
struct Micro {
  /// An odd number, so that the median is a run.
  private static let runs = 5

  static func main() async throws {
    let arguments = CommandLine.arguments
    if arguments.count == 5, arguments[1] == VerifyMemory.command, let count = Int64(arguments[4]) {
      return try await VerifyMemory.run(arguments[2], arguments[3], count: count)
    }
    guard arguments.count >= 5, let sessions = Int(arguments[2]), sessions > 0,
      let held = Int(arguments[3]), held > 0, let records = Int(arguments[4]), records > 0
    else {
      throw BenchmarkFailure(
        description: "usage: micro BASELINE-FOLDER SESSIONS HELD RECORDS [ROW…]"
      )
    }
    LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    StandardStream.error.write("bench: filling Redis with \(sessions) sessions\n")
    let demo = try await Demo.start(
      DemoOptions(
        sessions: sessions,
        now: Instant(milliseconds: SystemClock.wallMilliseconds())
      ),
      logger: Logger(label: "holdfast.bench")
    )
    do {
      try await measure(
        demo,
        programs: arguments[1],
        held: held,
        records: records,
        rows: Set(arguments.dropFirst(5))
      )
    } catch {
      await demo.stop()
      throw error
    }
    await demo.stop()
  }

  private static func measure(
    _ demo: RunningDemo,
    programs: String,
    held: Int,
    records: Int,
    rows: Set<String>
  ) async throws {
    func isWanted(_ names: String...) -> Bool { rows.isEmpty || !rows.isDisjoint(with: names) }
    func baseline(_ name: String) -> BaselineProgram {
      BaselineProgram(path: "\(programs)/\(name)", folder: demo.servers.folder.path)
    }
    StandardStream.output.write(Measurement.header + "\n")
    if isWanted("load", "decode", "view") {
      let load = try await SessionLoad(demo: demo, baseline: baseline("scan"), runs: runs).measure()
      print(load.measurement)
      print(
        try await SessionDecoding(
          client: RedisClient(address: try RedisAddress(parsing: demo.redisURL)),
          baseline: baseline("fields"),
          runs: runs
        ).measure()
      )
      print(
        try await FrameDrawing(snapshot: load.snapshot, baseline: baseline("cells"), runs: runs)
          .measure()
      )
    }
    let stores = try BenchmarkStores(demo)
    if isWanted("append", "verify") {
      let trail = AuditTrailSpeed(
        stores: stores,
        demo: demo,
        baseline: baseline("audit"),
        runs: runs
      )
      print(try await trail.measureAppending())
      print(try await trail.measureVerifying())
    }
    if isWanted("memory") {
      let memory = VerifyMemory(
        stores: stores,
        demo: demo,
        program: BaselineProgram(path: CommandLine.arguments[0], folder: demo.servers.folder.path),
        records: records
      )
      print(try await memory.measure())
    }
    let compliance = ComplianceSpeed(stores: stores, runs: 3, held: held)
    if isWanted("hold") { print(try await compliance.measureHolding()) }
    if isWanted("strip") { print(try await compliance.measureStripping()) }
    if isWanted("counters") {
      let listing = CounterListing(demo: demo, baseline: baseline("counters"), runs: runs)
      print(try await listing.measure())
    }
    if isWanted("log") {
      print(try await LogReading(baseline: baseline("timed"), runs: runs).measure())
    }
    if isWanted("chart") {
      print(try await ChartDrawing(baseline: baseline("cells"), runs: runs).measure())
    }
  }

  private static func print(_ measurement: Measurement) {
    StandardStream.output.write(measurement.row + "\n")
  }
}
