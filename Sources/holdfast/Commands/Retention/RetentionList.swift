import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Lists the indexes that delete by age.
struct RetentionList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract:
      "List every index that deletes by age, what it would delete, and what a hold does to it.",
    discussion: """
      Looks at the mapped collections and the event log. Kinds: A leaves held documents alone by its \
      filter, B deletes at a date that a hold may take away, C is stopped by nothing. Counting stops \
      at 10,000 documents and at 4 seconds a count; what was not counted is unknown, never 0. The last \
      line is about the index that the event log should have; `retention create-index` creates it.

      Exit status: 0 listed, 1 a hold does not stop something, or the index is absent, 2 a part could \
      not be read.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let report = try await connections.ports.retention.report()
      if output.format == .text {
        try RetentionText.print(report)
      } else {
        var printer = RecordPrinter(output.format)
        for rule in report.rules { try printer.print(RecordJSON.retentionRule(rule)) }
        for unread in report.unread { try printer.print(RecordJSON.retentionUnread(unread)) }
        try printer.print(RecordJSON.retentionIndex(report))
        try printer.finish()
      }
      for unread in report.unread {
        Complaint.print("\(unread.collection): \(ProblemText(unread.problem).line)")
      }
      if report.isPartial { throw ExitStatus.unknown }
      if report.isFault { throw ExitStatus.no }
    }
  }
}
