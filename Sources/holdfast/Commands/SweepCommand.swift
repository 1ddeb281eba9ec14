import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Does the work that must go on with no console open.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Do the work that must go on with no console open; for cron or a systemd timer.",
    discussion: """
      Stores what is still owed to the audit log, digests the backend's event log, removes audit \
      bodies that have had no header for a day, ends holds whose grace period is over, holds what is \
      new in the scope of a hold, and signs a checkpoint. One sweep runs at a time, under a lease by \
      the server's clock; a second one says so and ends with status 0. Everything is on record.

      Exit status: 0 done, 1 a step found something wrong, 2 a step could not be evaluated.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let result = try await connections.sweep.run { step in LiveLine.show(step) }
      LiveLine.clear()
      switch result {
      case .held(let owner, let until):
        let end = until.map { " until \($0.iso8601) at the latest" } ?? ""
        Complaint.print("another sweep is running (\(owner))\(end)")
      case .failed(let problem): throw problem
      case .ran(let run, let problems):
        try print(run)
        for problem in problems { Complaint.print(problem) }
        try end(run, isStored: problems.isEmpty)
      }
    }
  }

  private func print(_ run: SweepRun) throws {
    if output.format == .text {
      let rows = run.steps.map { [$0.name, $0.state.rawValue, $0.text] }
      try TextTable.print(rows, titles: ["STEP", "STATE", "WHAT"])
    } else {
      var printer = RecordPrinter(output.format)
      for step in run.steps { try printer.print(step.json) }
      try printer.finish()
    }
  }

  private func end(_ run: SweepRun, isStored: Bool) throws {
    switch run.state {
    case .failed: throw ExitStatus.unknown
    case .found: throw ExitStatus.no
    case .done, .skipped:
      if !isStored { throw ExitStatus.unknown }
    }
  }
}
