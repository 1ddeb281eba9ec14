import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleSystem

/// Makes the key that signs checkpoints.
struct AuditKeygen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Make a key for checkpoints; prints the public half.",
    discussion: """
      The private half goes to --out with mode 0600 and is shown nowhere. Name it in the settings \
      as @FILE, or put its text into HOLDFAST_CHECKPOINT_KEY. Whoever verifies needs the printed \
      line alone.
      """
  )

  @Option(help: "File for the private key; it must not exist yet.")
  var out: String

  @Option(help: "Name of the log, unique to it, such as audit.example.com/prod.")
  var name: String?

  func run() throws {
    let name = name ?? "\(OperatingSystemUser.current().host)/holdfast"
    let seed = RandomSource.secure.bytes(NoteSigningKey.seedSize)
    guard let key = NoteSigningKey(name: name, seed: seed) else {
      throw ValidationError("--name takes a text without spaces and without +")
    }
    do throws(SystemFailure) {
      try File(out).create(with: Array("\(key.exposedText)\n".utf8))
    } catch {
      Complaint.print("\(error)")
      throw ExitStatus.unknown
    }
    try DataOutput.write(lines: [key.verifier.description])
  }
}
