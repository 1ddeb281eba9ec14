import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// One session with its value, personal data masked.
struct SessionsShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show sessions with their decoded values, personal data masked."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var selection: SessionSelection

  @Flag(help: "Print whole session ids. They are secrets: mind where the output goes.")
  var showIds = false

  func validate() throws {
    guard !selection.isEmpty else {
      throw ValidationError("say which: --user, --id-hash or - (ids on standard input)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let found = try await SessionFinder(connections: connections).find(selection)
      var details: [SessionDetail] = []
      for row in found.rows {
        if let detail = try await connections.ports.sessions.detail(row.id) {
          details.append(detail)
        }
      }
      if showIds, !details.isEmpty {
        try await connections.gate.record(
          .export(of: "session", rows: details.count, format: "ids \(output.format)", reason: nil)
        )
      }
      if output.format == .text {
        for detail in details { try SessionText.print(detail, now: connections.now()) }
      } else {
        var printer = RecordPrinter(output.format)
        for detail in details {
          try printer.print(
            SessionRecord.json(
              detail,
              directory: found.directory,
              now: connections.now(),
              showIDs: showIds
            )
          )
        }
        try printer.finish()
      }
      if details.isEmpty {
        Complaint.print("no such session")
        throw ExitStatus.no
      }
    }
  }
}
