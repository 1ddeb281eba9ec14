import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Newest records first, dangling intents marked.
struct AuditList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
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
      try requireAuditStore(page)
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
