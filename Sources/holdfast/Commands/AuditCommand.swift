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
      guard (1...1000).contains(limit) else {
        throw ValidationError("--limit takes 1 to 1000")
      }
    }

    func run() async throws {
      try await withConnections(global.flags) { connections in
        let page = try await connections.ports.audit.newest(limit)
        try requireStore(page)
        if output.format == .text {
          try TextTable.print(AuditText.rows(page.ours), titles: AuditText.titles)
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
        // A silent server is found out by the short call, not by the long one.
        try requireStore(try await connections.ports.audit.newest(1))
        let verification = try await connections.ports.audit.verify { _ in }
        if output.format == .text {
          try AuditText.print(verification)
        } else {
          try RecordPrinter.print(RecordJSON.verification(verification), output.format)
        }
        if !verification.faults.isEmpty { throw ExitStatus.no }
      }
    }
  }
}

/// An audit store that can't be read or isn't there is no empty one.
private func requireStore(_ page: AuditPage) throws {
  if let problem = page.problem, page.ours.isEmpty { throw problem }
  guard page.isInitialised else {
    Complaint.print("there is no audit store yet; `holdfast doctor --init` makes one")
    throw ExitStatus.unknown
  }
}
