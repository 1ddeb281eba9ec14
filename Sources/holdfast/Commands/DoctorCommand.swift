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
    discussion: """
      --fix-indexes creates the indexes of an audit store that are missing, on record; none is \
      changed or dropped.

      Exit status: 0 all is there, 1 a check failed, 2 a server could not be asked.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(name: .customLong("init"), help: "Create the console's own collections and indexes.")
  var initialises = false

  @Flag(help: "Create the indexes of the audit store that are missing.")
  var fixIndexes = false

  @Flag(help: "Do not ask before --init and --fix-indexes.")
  var yes = false

  func run() async throws {
    try await withConnections(global.flags) { connections in
      if initialises { try await initialise(connections) }
      if fixIndexes { try await createIndexes(connections) }
      let report = await connections.ports.health.examine()
      let patience = connections.settings.connection.sweepPatience
      let records = HealthText.records(report, sweepPatience: patience)
      if output.format == .text {
        try HealthText.print(report, sweepPatience: patience)
      } else {
        var printer = RecordPrinter(output.format)
        for check in records { try printer.print(check.json) }
        try printer.finish()
      }
      if report.redis.problem != nil || report.mongo.problem != nil { throw ExitStatus.unknown }
      guard let isInitialised = report.isAuditInitialised else { throw ExitStatus.unknown }
      guard isInitialised, !records.contains(where: { $0.result == .fail }) else {
        throw ExitStatus.no
      }
    }
  }

  private static let expiryNotice =
    "MongoDB then deletes audit bodies that are older than ten years and not under legal hold."

  private func initialise(_ connections: Connections) async throws {
    let database = connections.settings.connection.consoleDatabase
    try agree(
      to: "--init",
      """
      Create the audit store: collections and indexes in database `\(database)` of
      \(connections.mongoEndpoint). Nothing of the backend's own data is touched.
      \(Self.expiryNotice)
      """
    )
    let sequence = try await connections.gate.initialiseAudit()
    Complaint.print("the audit store in `\(database)` is ready")
    if sequence == nil {
      Complaint.print("that it was made is not on record: this identity could not insert into it")
    }
  }

  private func createIndexes(_ connections: Connections) async throws {
    let upkeep = connections.upkeep
    let findings = try await upkeep.initialiser.findings()
    if findings.contains(where: \.stopsTheChain) { throw GateRefusal.auditNotInitialised }
    let missing = findings.filter(\.isMissingIndex)
    guard !missing.isEmpty else {
      Complaint.print("no index of the audit store is missing")
      return
    }
    let names = missing.map { "  \($0.collection): \($0.index ?? "")" }
    let expiry = missing.contains { $0.need == .retention }
    try agree(
      to: "--fix-indexes",
      """
      Create \(missing.count == 1 ? "one index" : "\(missing.count) indexes") in database \
      `\(connections.settings.connection.consoleDatabase)` of \(connections.mongoEndpoint):
      \(names.joined(separator: "\n"))
      \(expiry ? Self.expiryNotice : "Nothing else is touched.")
      """
    )
    let repair = try await upkeep.createIndexes(missing)
    for finding in repair.created {
      Complaint.print("created index `\(finding.index ?? "")` of `\(finding.collection)`")
    }
    for refused in repair.refused {
      let text = ProblemText(refused.problem)
      Complaint.print("\(refused.finding.text); not created: \(text.detail); \(text.remedy)")
    }
    if let problem = repair.problem { Complaint.print(problem) }
  }

  /// Goes on once a person has typed yes, or at once with --yes.
  private func agree(to flag: String, _ text: String) throws {
    if yes { return }
    guard StandardInput.isTerminal else {
      Complaint.print("\(flag) asks before it writes; add --yes where nobody can answer")
      throw ExitStatus.usage
    }
    StandardStream.error.write("\(text)\nType yes to go on:\u{20}")
    guard readLine() == "yes" else {
      Complaint.print("nothing was created")
      throw ExitStatus.no
    }
  }
}
