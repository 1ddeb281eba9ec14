import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings
import ConsoleSystem

/// Says whether everything is there that the console needs, and what this identity may do.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check connections, versions, rights and clocks; --init creates the audit store.",
    discussion: "Exit status: 0 all is there, 1 a check failed, 2 a server could not be asked."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(name: .customLong("init"), help: "Create the console's own collections and indexes.")
  var initialises = false

  @Flag(help: "Do not ask before --init.")
  var yes = false

  func run() async throws {
    try await withConnections(global.flags) { connections in
      if initialises { try await initialise(connections) }
      let report = await connections.ports.health.examine()
      if output.format == .text {
        try HealthText.print(report)
      } else {
        var printer = RecordPrinter(output.format)
        for check in HealthText.records(report) { try printer.print(check.json) }
        try printer.finish()
      }
      if report.redis.problem != nil || report.mongo.problem != nil { throw ExitStatus.unknown }
      guard let isInitialised = report.isAuditInitialised else { throw ExitStatus.unknown }
      guard isInitialised, !HealthText.records(report).contains(where: { $0.result == .fail })
      else { throw ExitStatus.no }
    }
  }

  private func initialise(_ connections: Connections) async throws {
    let database = connections.settings.connection.consoleDatabase
    if !yes {
      guard StandardInput.isTerminal else {
        Complaint.print("--init asks before it writes; add --yes where nobody can answer")
        throw ExitStatus.usage
      }
      StandardStream.error.write(
        """
        Create the audit store: collections and indexes in database `\(database)` of
        \(connections.mongoEndpoint). Nothing of the backend's own data is touched.
        Type yes to go on:\u{20}
        """
      )
      guard readLine() == "yes" else {
        Complaint.print("nothing was created")
        throw ExitStatus.no
      }
    }
    try await connections.gate.initialiseAudit()
    Complaint.print("the audit store in `\(database)` is ready")
  }
}
