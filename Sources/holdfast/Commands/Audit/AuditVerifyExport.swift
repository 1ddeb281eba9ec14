import ArgumentParser
import ConsoleDomain
import ConsoleStores
import ConsoleSystem

/// Checks an export with nothing but the export and public keys.
struct AuditVerifyExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-export",
    abstract: "Check an export without the database; exit 1 when something is wrong.",
    discussion: """
      Files are compared with the manifest, every link and every body is checked, and the records \
      are compared with signed checkpoints where they are given. No server is asked.

      Exit status: 0 nothing is wrong, 1 something is, 2 it could not be read or a checkpoint \
      could not be compared.
      """
  )

  @OptionGroup var output: OutputOptions

  @Argument(help: "The folder of the export.")
  var folder: String

  @Option(help: "A public key that signs checkpoints (name+id+base64); may be repeated.")
  var key: [String] = []

  @Option(help: "A file with a signed checkpoint; may be repeated.")
  var checkpoint: [String] = []

  func validate() throws {
    guard key.isEmpty == checkpoint.isEmpty else {
      throw ValidationError("--key and --checkpoint belong together")
    }
    if key.contains(where: { NoteVerifierKey($0) == nil }) {
      throw ValidationError("--key takes a verifier key, name+id+base64")
    }
  }

  func run() throws {
    let findings: AuditExportFindings?
    do throws(SystemFailure) {
      findings = try AuditExportCheck(
        folder: folder,
        checkpoints: try checkpoint.map { path throws(SystemFailure) in try note(path) },
        keys: key.compactMap { NoteVerifierKey($0) },
        now: Instant(milliseconds: SystemClock.wallMilliseconds())
      ).findings()
    } catch {
      Complaint.print("\(error)")
      throw ExitStatus.unknown
    }
    guard let findings else {
      Complaint.print("\(folder) holds no manifest of an export that this version reads")
      throw ExitStatus.unknown
    }
    if output.format == .text {
      try DataOutput.write(lines: AuditExportText.lines(findings))
    } else {
      try RecordPrinter.print(findings.json, output.format)
    }
    if !findings.isIntact { throw ExitStatus.no }
    if !checkpoint.isEmpty, !findings.unchecked.isEmpty { throw ExitStatus.unknown }
  }

  private func note(_ path: String) throws(SystemFailure) -> SignedCheckpoint {
    let bytes = try File(path).read(limit: SignedNote.byteLimit)
    guard let signed = SignedCheckpoint(parsing: bytes) else {
      throw SystemFailure("read a checkpoint", path: path, code: 22)
    }
    return signed
  }
}
