import ArgumentParser
import ConsoleDomain
import ConsoleStores
import ConsoleSystem

/// Writes held material for counsel.
struct HoldExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what a matter's holds hold to a folder, in clear, for counsel.",
    discussion: """
      Every document in the scope of the matter's holds (or of one hold), the events about them, \
      the copies of sessions and the holds themselves, one document a line as canonical Extended \
      JSON, with manifest.json: counts and the SHA-256 of each file. Personal data is in clear; \
      credentials (password hashes, tokens, addresses of databases) are left out and counted. The \
      folder is there as a whole or not at all, mode 0700, and nothing that exists is replaced.

      Takes two people: the first run stores a request and prints the command for the second \
      person; after `approvals approve` the same run again writes it. Documents in scope that are \
      not held yet go along and make the export partial.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions

  @Argument(help: "Id of a matter or of a hold, as `hold list` shows them.")
  var subject: String

  @Option(help: "The folder to make.")
  var out: String

  func run() async throws {
    // An export that could not be written should use up no approval.
    if File(out).exists {
      Complaint.print("\(out) is there already; nothing was written")
      throw ExitStatus.no
    }
    try await GatedChange.run(change, global, output, noun: "document") { _ in
      .exportHold(HoldExportRequest(subject: subject, folder: out))
    }
  }
}

/// Checks an export of held material with nothing but the export.
struct HoldVerifyExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-export",
    abstract: "Check an export of held material without the database.",
    discussion: """
      Compares each file with the manifest and prints the SHA-256 of the manifest, to be compared \
      with the record of the export (`package.manifest` of hold.export). No server is asked.

      Exit status: 0 nothing is wrong, 1 something is, 2 it could not be read.
      """
  )

  @OptionGroup var output: OutputOptions

  @Argument(help: "The folder of the export.")
  var folder: String

  func run() throws {
    let findings: HoldExportFindings?
    do throws(SystemFailure) {
      findings = try HoldExportCheck(folder: folder).findings()
    } catch {
      Complaint.print("\(error)")
      throw ExitStatus.unknown
    }
    guard let findings else {
      Complaint.print("\(folder) holds no manifest of held material that this version reads")
      throw ExitStatus.unknown
    }
    if output.format == .text {
      try DataOutput.write(lines: HoldText.lines(findings))
    } else {
      try RecordPrinter.print(findings.json, output.format)
    }
    if !findings.problems.isEmpty { throw ExitStatus.no }
  }
}
