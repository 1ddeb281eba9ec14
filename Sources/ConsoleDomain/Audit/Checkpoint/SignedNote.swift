import ConsoleCrypto

/// A text with signatures of named keys (c2sp.org/signed-note).
package struct SignedNote: Hashable, Sendable {
  /// Notes may carry witnesses' signatures too; more than this many are refused.
  static let signatureLimit = 100
  /// No note of ours comes near it; a larger file is none.
  package static let byteLimit = 1 << 16

  /// One line under the text.
  package struct Signature: Hashable, Sendable {
    package var key: NoteKeyID
    /// Of any length: an unknown algorithm may need more than Ed25519's 64 bytes.
    package var bytes: [UInt8]
  }

  /// What was signed, its last newline included.
  package let text: String
  package let signatures: [Signature]

  /// Signs a text, which must end with a newline and hold no other control character.
  package init(_ text: String, by key: NoteSigningKey) {
    precondition(Self.isText(text), "only a text of lines can be signed")
    self.text = text
    signatures = [Signature(key: key.verifier.keyID, bytes: key.signature(of: text))]
  }

  /// Reads a note to its last byte; nil when anything in it is malformed.
  ///
  /// Nothing is verified yet.
  package init?(parsing bytes: [UInt8]) {
    guard bytes.count <= Self.byteLimit, let note = String(validating: bytes, as: UTF8.self),
      Self.isText(note), let gap = Self.lastEmptyLine(in: bytes)
    else { return nil }
    text = String(decoding: bytes[...gap], as: UTF8.self)
    // Without the last newline, so that every piece is a whole line.
    let lines = bytes[(gap + 2)...].dropLast()
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count <= Self.signatureLimit else { return nil }
    let signatures = lines.compactMap { Signature(line: String(decoding: $0, as: UTF8.self)) }
    guard signatures.count == lines.count, Self.isText(text) else { return nil }
    self.signatures = signatures
  }

  /// The note as it is stored, sent and read.
  package var description: String {
    text + "\n" + signatures.map { $0.line + "\n" }.joined()
  }

  /// Whether one of the keys signed this text, and none of them is shown to sign something else.
  ///
  /// Signatures of other keys say nothing; a bad one under a known key spoils the note.
  package func isSigned(by keys: [NoteVerifierKey]) -> NoteVerifierKey? {
    var signer: NoteVerifierKey?
    for signature in signatures {
      guard let key = keys.first(where: { $0.keyID == signature.key }) else { continue }
      guard key.key.verifies(signature.bytes, of: Array(text.utf8)) else { return nil }
      signer = signer ?? key
    }
    return signer
  }

  private static func isText(_ text: String) -> Bool {
    text.utf8.last == UInt8(ascii: "\n")
      && text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
  }

  /// Where the newline stands that ends the text: the one before the last empty line.
  private static func lastEmptyLine(in bytes: [UInt8]) -> Int? {
    let newline = UInt8(ascii: "\n")
    return bytes.indices.dropLast().last { bytes[$0] == newline && bytes[$0 + 1] == newline }
  }
}

extension SignedNote.Signature {
  /// Em dash and space.
  private static let prefix = "\u{2014} "

  /// `— name base64(id || signature)`; nil when it is not exactly that.
  init?(line: String) {
    guard line.hasPrefix(Self.prefix) else { return nil }
    let parts = line.dropFirst(Self.prefix.count)
      .split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, NoteKeyID.isName(String(parts[0])),
      let bytes = Base64.decode(parts[1]), bytes.count > 4
    else { return nil }
    let id = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    self.init(key: NoteKeyID(name: String(parts[0]), id: id), bytes: Array(bytes.dropFirst(4)))
  }

  var line: String {
    let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: key.id >> $0) }
    return "\(Self.prefix)\(key.name) \(Base64.encode(id + bytes))"
  }
}
