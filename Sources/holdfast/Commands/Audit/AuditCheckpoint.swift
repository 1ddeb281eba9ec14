import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleSettings

/// Signs the chain as it is.
struct AuditCheckpoint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign size and Merkle root of the chain and send copies out of the database.",
    discussion: """
      The key is that of the settings (`checkpoints.key`, HOLDFAST_CHECKPOINT_KEY). Copies go to \
      the places of the settings and to those given here. Prints the signed note.

      Exit status: 0 done, 1 the chain does not fit an earlier checkpoint or a copy did not arrive, \
      2 could not be evaluated.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "A further file that is to hold the newest checkpoint; may be repeated.")
  var out: [String] = []

  @Flag(help: "Send it to the machine's log, too.")
  var syslog = false

  @Option(help: "An address to POST it to, as '$VARIABLE' or @FILE: addresses may be secret.")
  var webhook: String?

  func validate() throws {
    guard let webhook, !webhook.hasPrefix("$"), !webhook.hasPrefix("@") else { return }
    throw ValidationError(
      "--webhook takes '$VARIABLE' or @FILE: an address in a flag shows in the process list"
    )
  }

  func run() async throws {
    var flags = global.flags
    flags.checkpoints = CheckpointFlags(
      files: out,
      usesSyslog: syslog,
      webhook: webhook
    )
    try await withConnections(flags) { connections in
      guard let writer = connections.checkpoints else {
        Complaint.print(
          "no key for checkpoints: set HOLDFAST_CHECKPOINT_KEY, or `checkpoints.key` of the"
            + " context; `holdfast audit keygen` makes one"
        )
        throw ExitStatus.usage
      }
      let receipt: CheckpointReceipt
      do throws(CheckpointRefusal) {
        receipt = try await writer.write()
      } catch {
        throw CheckpointText.complain(error)
      }
      if output.format == .text {
        try DataOutput.write(receipt.signed.note.description.utf8)
      } else {
        try RecordPrinter.print(CheckpointText.json(receipt), output.format)
      }
      for place in receipt.copiedTo { Complaint.print("copied to \(place)") }
      for failure in receipt.failures {
        Complaint.print("not copied to \(failure.name): \(failure.reason)")
      }
      if receipt.copiedTo.isEmpty {
        Complaint.print("no copy lies outside the database: keep the note above elsewhere")
      }
      if !receipt.failures.isEmpty { throw ExitStatus.no }
    }
  }
}
