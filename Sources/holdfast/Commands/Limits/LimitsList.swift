import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime
import ConsoleText

/// Every counter of the profile's limiters, in both stores.
struct LimitsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the counters of the profile's limiters.",
    discussion: """
      A counter beyond its limit is a lower bound for what was refused in the current window. \
      Without a limit in the profile neither limit nor block is known, and both stay blank.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    parsing: .unconditional,
    help: "Query: 'limiter:login blocked:yes ip:10.* hits>100 resets<1m'."
  )
  var filter = ""

  @Option(parsing: .unconditional, help: "Column to sort by; a leading - reverses.")
  var sort = "-used"

  @Flag(help: "Print whole keys. They may carry personal data: mind where the output goes.")
  var showIds = false

  func validate() throws {
    do throws(QueryProblem) {
      _ = try CounterQuery.parse(filter)
    } catch {
      throw ValidationError("--filter: \(error.message) (at character \(error.position + 1))")
    }
    guard order != nil else {
      let columns = CounterOrder.Column.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--sort takes one of: \(columns)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let snapshot = try await connections.ports.limits.readAll()
      let now = connections.now()
      let rows = try snapshot.rows(
        matching: CounterQuery.parse(filter),
        order: order ?? CounterOrder(.used, isDescending: true),
        now: now
      )
      if showIds {
        try await connections.gate.record(
          .export(of: "limit", rows: rows.count, format: "keys \(output.format)", reason: nil)
        )
      }
      if output.format == .text {
        try LimitText.print(rows, now: now)
      } else {
        var printer = RecordPrinter(output.format)
        for row in rows { try printer.print(RecordJSON.limit(row, now: now, showIDs: showIds)) }
        try printer.finish()
      }
      try tellWhatIsMissing(snapshot, rows.count)
    }
  }

  private func tellWhatIsMissing(_ snapshot: CounterSnapshot, _ shown: Int) throws {
    if output.format == .text {
      Complaint.print(
        "\(CountText.noun(shown, "counter")) of \(CountText.grouped(snapshot.count)) read"
      )
    }
    if snapshot.limiters.isEmpty {
      Complaint.print("the profile names no limiter; see docs/profiles.md")
    }
    if let problem = snapshot.mongoProblem {
      Complaint.print("counters in MongoDB are missing: \(problem)")
    }
    if case .incomplete(let reason) = snapshot.progress.phase {
      Complaint.print("the list is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
    if snapshot.mongoProblem != nil { throw ExitStatus.unknown }
  }

  private var order: CounterOrder? {
    let isDescending = sort.hasPrefix("-")
    return CounterOrder.Column(rawValue: String(sort.dropFirst(isDescending ? 1 : 0)))
      .map { CounterOrder($0, isDescending: isDescending) }
  }
}
