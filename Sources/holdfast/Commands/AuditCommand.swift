import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Reads the audit trail.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List and verify the console's audit records.",
    subcommands: [List.self, Verify.self]
  )

  /// Newest records first, dangling intents marked.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the newest audit records, newest first.",
      discussion:
        "An intent without an outcome is marked `dangling`: the console that began it died."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "At most this many records.")
    var limit = 50

    func validate() throws {
      guard (1...10_000).contains(limit) else {
        throw ValidationError("--limit takes 1 to 10000")
      }
    }

    func run() async throws {
      try await withConnections(global.flags) { connections in
        let page = try await connections.ports.audit.newest(limit)
        if let problem = page.problem, page.ours.isEmpty { throw problem }
        guard page.isInitialised else {
          Complaint.print("there is no audit store yet; `holdfast doctor --init` makes one")
          throw ExitStatus.unknown
        }
        if output.format == .text {
          TextTable.print(AuditText.rows(page.ours), titles: AuditText.titles)
        } else {
          var printer = RecordPrinter(output.format)
          for record in page.ours { try printer.print(RecordJSON.audit(record)) }
          try printer.finish()
        }
      }
    }
  }

  /// Checks every link of the chain and every body.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the audit chain from its first record; exit 1 when something is wrong."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await withConnections(global.flags) { connections in
        let verification = try await connections.ports.audit.verify { _ in }
        if output.format == .text {
          AuditText.print(verification)
        } else {
          var printer = RecordPrinter(output.format)
          try printer.print(RecordJSON.verification(verification))
          try printer.finish()
        }
        if !verification.faults.isEmpty { throw ExitStatus.no }
      }
    }
  }
}
