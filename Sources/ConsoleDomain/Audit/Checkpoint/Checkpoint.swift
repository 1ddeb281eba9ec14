import ConsoleCrypto

/// Size and Merkle root of the chain at one moment (c2sp.org/tlog-checkpoint), without signatures.
package struct Checkpoint: Hashable, Sendable {
  /// Which chain this is of; also the name of the key that signs it.
  package let origin: String
  /// How many headers the root covers.
  package let size: Int
  /// The RFC 6962 tree hash over the headers' hashes, 32 bytes.
  package let root: [UInt8]

  /// A checkpoint from computed parts; `root` must have 32 bytes.
  package init(origin: String, size: Int, root: [UInt8]) {
    precondition(size >= 0 && root.count == SHA256.byteCount)
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads the text of a note; nil unless it is exactly origin, size and root.
  ///
  /// Extension lines, which no monitor could check, are refused: this console writes none.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, lines[3].isEmpty, !lines[0].isEmpty,
      let size = Int(lines[1]), String(size) == lines[1], size >= 0,
      let root = Base64.decode(lines[2]), root.count == SHA256.byteCount
    else { return nil }
    origin = String(lines[0])
    self.size = size
    self.root = root
  }

  /// What is signed.
  package var text: String { "\(origin)\n\(size)\n\(Base64.encode(root))\n" }
}

/// A checkpoint with its note: as stored beside the chain, written to files and sent away.
package struct SignedCheckpoint: Hashable, Sendable {
  package let checkpoint: Checkpoint
  package let note: SignedNote

  /// Signs the chain as it is.
  package init(size: Int, root: [UInt8], by key: NoteSigningKey) {
    checkpoint = Checkpoint(origin: key.verifier.keyID.name, size: size, root: root)
    note = SignedNote(checkpoint.text, by: key)
  }

  /// Reads a note; nil when it is malformed or no checkpoint.
  ///
  /// Nothing is verified yet.
  package init?(parsing bytes: [UInt8]) {
    guard let note = SignedNote(parsing: bytes), let checkpoint = Checkpoint(note.text) else {
      return nil
    }
    self.note = note
    self.checkpoint = checkpoint
  }

  /// Reads the text of a note as a store keeps it.
  package init?(_ text: String) {
    self.init(parsing: Array(text.utf8))
  }

  /// Whether one of the keys signed it, under the checkpoint's own origin.
  package func isSigned(by keys: [NoteVerifierKey]) -> Bool {
    note.isSigned(by: keys)?.keyID.name == checkpoint.origin
  }
}
