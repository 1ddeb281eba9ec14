import ConsoleDemo
import ConsoleDomain
import ConsoleSystem
import Logging

/// Measures and prints the table of `make bench`.
///
/// Arguments: the folder of the baseline programs, and how many sessions to make.
@main
struct Micro {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let sessions = Int(arguments[2]), sessions > 0 else {
      throw BenchmarkFailure(description: "usage: micro BASELINE-FOLDER SESSIONS")
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
    let load = SessionLoad(demo: demo, baselineProgram: "\(arguments[1])/scan", runs: 5)
    StandardStream.output.write(Measurement.header + "\n")
    StandardStream.output.write(try await load.measure().row + "\n")
    await demo.stop()
  }
}
