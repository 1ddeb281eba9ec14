import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Adds a key that tells an approver from the requester.
struct ApprovalsEnrol: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Let a key sign approvals where MongoDB can't tell two people apart.",
    discussion: """
      The key counts for requests that are made from now on, and never for those of whoever \
      enrolled it. A key can't be enrolled again under another name; that it was enrolled, and by \
      whom, is on record.

      Exit status: 0 enrolled, 1 a context that forbids changes, 2 it could not be stored.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The public half, name+id+base64, as `audit keygen` prints it.")
  var key: String

  @Option(help: "Why, in at least 10 characters; goes on record.")
  var reason: String

  func validate() throws {
    guard NoteVerifierKey(key) != nil else {
      throw ValidationError("--key takes a public key, name+id+base64")
    }
  }

  func run() async throws {
    guard let verifier = NoteVerifierKey(key) else { throw ExitStatus.usage }
    try await withConnections(global.flags) { connections in
      let enrolled = try await connections.gate.enrol(verifier, reason: reason)
      if output.format == .text {
        try DataOutput.write(lines: [
          "\(enrolled.key) enrolled by \(enrolled.enrolledBy.name) at \(enrolled.enrolledAt.iso8601)"
        ])
      } else {
        try RecordPrinter.print(RecordJSON.approverKey(enrolled), output.format)
      }
    }
  }
}
