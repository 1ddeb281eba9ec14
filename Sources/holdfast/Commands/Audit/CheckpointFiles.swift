import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleSettings
import ConsoleStores
import ConsoleSystem

/// The checkpoints and keys that a verification is given.
struct CheckpointEvidence {
  var claims: [CheckpointClaim] = []
  /// Files that hold something else.
  var malformed: [String] = []
  var keys: [NoteVerifierKey] = []

  /// Reads files of checkpoints, of which every one must be there, and public keys or files of them.
  init(files: [String], keys: [String]) throws {
    for path in files {
      switch CheckpointFile(path: path).newest() {
      case .claim(let claim): claims.append(claim)
      case .unreadable(let text): malformed.append(text)
      case .none:
        Complaint.print("\(path): there is no such file")
        throw ExitStatus.usage
      }
    }
    for text in keys { self.keys.append(try Self.key(text)) }
  }

  /// Adds what the settings name; a file that is not there yet is none.
  mutating func add(_ settings: CheckpointSettings) {
    keys += settings.keys
    for path in settings.files where !claims.contains(where: { $0.source == path }) {
      switch CheckpointFile(path: path).newest() {
      case .claim(let claim): claims.append(claim)
      case .unreadable(let text): malformed.append(text)
      case .none: break
      }
    }
  }

  /// A key as text, or as the first line of a file.
  private static func key(_ text: String) throws -> NoteVerifierKey {
    if let key = NoteVerifierKey(text) { return key }
    if let bytes = try? File(text).read(limit: SignedNote.byteLimit),
      let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first,
      let key = NoteVerifierKey(String(line))
    {
      return key
    }
    Complaint.print("--key: `\(text)` is neither a public key nor a file that begins with one")
    throw ExitStatus.usage
  }
}

/// The flags of commands that compare something with checkpoints.
struct CheckpointOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: "Files with signed checkpoints that were kept outside the database."
  )
  var checkpoint: [String] = []

  @Option(help: "A public key, or a file with one, whose signatures count; may be repeated.")
  var key: [String] = []

  /// What the flags name.
  func evidence() throws -> CheckpointEvidence {
    try CheckpointEvidence(files: checkpoint, keys: key)
  }
}
