import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings

/// Ends the intents of consoles that died.
struct AuditRecover: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Read back what interrupted actions have left and record it as their outcome.",
    discussion: """
      An intent without an outcome is what a console leaves that dies while it changes something. \
      The real state is read back and recorded as `recovered`, `not_applied` or `unknown`; nothing \
      is done over and nothing is undone. An intent is taken for dead when its process ran on this \
      machine and is gone, or when it is older than --older-than.

      Exit status: 0 no intent is left open, 1 some are, 2 could not be evaluated, 64 usage.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Take intents of other machines for dead after so long, such as 90s, 10m or 2h.")
  var olderThan: Age = Age(duration: RecoveryPolicy.defaultAge)

  @Flag(help: "Only list them.")
  var dryRun = false

  @Flag(help: "Record `unknown` for what can't be read back; needs --reason.")
  var asUnknown = false

  @Option(help: "Why its state need not be known, in at least 10 characters; goes on record.")
  var reason: String?

  func validate() throws {
    guard asUnknown == (reason != nil) else {
      throw ValidationError("--as-unknown needs --reason, and --reason goes with it alone")
    }
    if let reason, let fault = AuthorisationRules.fault(reason: reason) {
      throw ValidationError("--reason: \(fault)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      try requireAuditStore(try await connections.ports.audit.newest(1))
      guard dryRun || !connections.settings.connection.isReadOnly else {
        throw GateRefusal.readOnly(reason: "--read-only was given, or the context says so")
      }
      let report = try await connections.ports.recovery.run(
        RecoveryPolicy(
          olderThan: olderThan.duration,
          reasonForUnknown: reason,
          records: !dryRun
        )
      )
      if output.format == .text {
        try RecoveryText.print(report)
      } else {
        var printer = RecordPrinter(output.format)
        for entry in report.intents { try printer.print(RecordJSON.recovery(entry)) }
        try printer.finish()
      }
      if report.stored > 0 {
        Complaint.print(
          "\(CountText.noun(report.stored, "outcome")) that had waited: stored in the audit log"
        )
      }
      if let problem = report.problem { Complaint.print(problem) }
      if !report.open.isEmpty || report.problem != nil { throw ExitStatus.no }
    }
  }
}

/// A number with a unit, as people write how old something is.
struct Age: ExpressibleByArgument {
  var duration: Duration

  init(duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }),
      let number = Int64(argument.dropLast()), (0...100_000).contains(number)
    else { return nil }
    duration = .seconds(number * unit)
  }

  var defaultValueDescription: String { "1h" }
}
