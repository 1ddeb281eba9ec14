import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Compares the flags of documents with the register of holds.
struct HoldCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare the flags of documents with the register of holds.",
    discussion: """
      Looks for documents in the scope of a hold that are not held or not there, for ids of holds \
      that are over, for holds past their review, and for holds of the backend itself, which are listed and are no fault. Reads \
      every mapped collection, for up to a minute each; what could not be read is said.

      Exit status: 0 everything is as the register says, 1 it is not, 2 it could not be read.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let findings = try await connections.requireHolds()
        .findings(at: connections.now()) { LiveLine.show($0) }
      LiveLine.clear()
      if output.format == .text {
        try HoldText.print(findings)
      } else {
        var printer = RecordPrinter(output.format)
        for finding in findings { try printer.print(RecordJSON.holdFinding(finding)) }
        try printer.finish()
      }
      if findings.contains(where: { $0.kind == .unread }) { throw ExitStatus.unknown }
      if findings.contains(where: \.isFault) { throw ExitStatus.no }
    }
  }
}
