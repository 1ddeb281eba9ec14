import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Lists requests for approval.
struct ApprovalsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List requests that wait or may still be used; with --all those that are over, too.",
    discussion: "Exit status: 0 listed, 2 they could not be read."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "The newest 1,000 requests, whatever became of them.")
  var all = false

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let approvals = try await connections.gate.approvals(all: all)
      let now = connections.now()
      if output.format == .text {
        try ApprovalText.print(approvals, now: now)
      } else {
        var printer = RecordPrinter(output.format)
        for approval in approvals {
          try printer.print(RecordJSON.approval(approval, now: now))
        }
        try printer.finish()
      }
    }
  }
}
