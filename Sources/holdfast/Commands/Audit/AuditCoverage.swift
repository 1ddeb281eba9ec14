import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Entities changed without an event, in a sample.
struct AuditCoverage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Look, in a sample, for entities changed without an event; exit 1 when there are any.",
    discussion: """
      Draws documents of each mapped collection at random and compares the last change of each with \
      the events that name it. A sample can show a gap, never that there is none.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "Changes since then: 24h, 3d, 2026-11-24.")
  var since = "24h"

  @Option(help: "Documents drawn from each collection.")
  var sample = CoverageRequest.defaultSample

  func validate() throws {
    guard Query.Moment(text: since) != nil else {
      throw ValidationError("--since takes \(Query.Moment.wanted)")
    }
    guard (1...CoverageRequest.largestSample).contains(sample) else {
      throw ValidationError("--sample takes 1 to \(CoverageRequest.largestSample)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let now = connections.now()
      guard let since = Query.Moment(text: since)?.instant(now: now) else { return }
      let report = try await connections.ports.audit.coverage(
        CoverageRequest(since: since, until: now, sample: sample)
      )
      if output.format == .text {
        try DataOutput.write(lines: report.lines)
      } else {
        var printer = RecordPrinter(output.format)
        for collection in report.collections {
          try printer.print(RecordJSON.coverage(collection))
        }
        try printer.finish()
      }
      if report.collections.contains(where: { $0.problem != nil }) { throw ExitStatus.unknown }
      if report.gapCount > 0 { throw ExitStatus.no }
    }
  }
}
