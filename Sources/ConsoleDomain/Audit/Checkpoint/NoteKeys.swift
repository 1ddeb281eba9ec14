package import ConsoleCrypto

/// What names a key of a signed note: the tuple of name and id is unique.
package struct NoteKeyID: Hashable, Sendable {
  /// Not empty, without spaces and without `+`.
  package let name: String
  /// The first four bytes of a hash over name, algorithm and public key, big-endian.
  package let id: UInt32

  /// `id` as in the texts of keys: eight hex digits.
  var hex: String {
    Hex.encode([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> $0) })
  }

  /// The id that c2sp.org/signed-note recommends, of an Ed25519 key.
  static func of(_ key: Ed25519PublicKey, named name: String) -> NoteKeyID {
    let hash = SHA256.digest(of: Array("\(name)\n".utf8) + [NoteKeyText.algorithm] + key.bytes)
    return NoteKeyID(name: name, id: hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }

  /// Whether this may name a key.
  package static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }
}

/// The public half of a key for signed notes, `name+id+base64` (c2sp.org/signed-note).
package struct NoteVerifierKey: Hashable, Sendable, CustomStringConvertible {
  package let keyID: NoteKeyID
  package let key: Ed25519PublicKey

  /// Reads the text of a key; nil when it is malformed or its id is not that of its bytes.
  package init?(_ text: String) {
    guard let parts = NoteKeyText.parts(text), let key = Ed25519PublicKey(parts.key) else {
      return nil
    }
    self.init(name: parts.name, key: key)
    guard keyID.hex == parts.id else { return nil }
  }

  init(name: String, key: Ed25519PublicKey) {
    keyID = NoteKeyID.of(key, named: name)
    self.key = key
  }

  /// The text to hand to whoever is to verify.
  package var description: String {
    NoteKeyText.text(keyID, key: key.bytes)
  }
}

/// The private half, `PRIVATE+KEY+name+id+base64` as Go's `sumdb/note` writes it; prints as `<secret>`.
package struct NoteSigningKey: Sendable, CustomStringConvertible, CustomReflectable {
  private static let prefix = "PRIVATE+KEY+"

  /// What verifies this key's notes; also names it.
  package let verifier: NoteVerifierKey
  private let key: Ed25519PrivateKey

  /// How many random bytes make a key.
  package static let seedSize = Ed25519PrivateKey.byteCount

  /// A new key of `seedSize` random bytes; nil when they are not so many or the name can't be one.
  package init?(name: String, seed: [UInt8]) {
    guard let key = Ed25519PrivateKey(seed: seed) else { return nil }
    self.init(name: name, key: key)
  }

  /// A key under a name; nil when the name can't be one.
  package init?(name: String, key: Ed25519PrivateKey) {
    guard NoteKeyID.isName(name) else { return nil }
    verifier = NoteVerifierKey(name: name, key: key.publicKey)
    self.key = key
  }

  /// Reads the text of a key; nil when it is malformed or its id is not that of its bytes.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let parts = NoteKeyText.parts(String(text.dropFirst(Self.prefix.count))),
      let key = Ed25519PrivateKey(seed: parts.key)
    else { return nil }
    self.init(name: parts.name, key: key)
    guard verifier.keyID.hex == parts.id else { return nil }
  }

  /// The text that a file of mode 0600 or a variable holds.
  package var exposedText: String {
    Self.prefix + NoteKeyText.text(verifier.keyID, key: key.exposedSeed)
  }

  /// The 64 bytes over the text of a note.
  func signature(of text: String) -> [UInt8] {
    key.signature(of: Array(text.utf8))
  }

  package var description: String { "<secret>" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// `name+id+base64(algorithm || key)`, which both halves share.
enum NoteKeyText {
  /// Ed25519.
  static let algorithm: UInt8 = 1

  static func text(_ id: NoteKeyID, key: [UInt8]) -> String {
    "\(id.name)+\(id.hex)+\(Base64.encode([algorithm] + key))"
  }

  static func parts(_ text: String) -> (name: String, id: String, key: [UInt8])? {
    // The base64 may hold `+` itself; a name can't.
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, NoteKeyID.isName(String(parts[0])),
      let bytes = Base64.decode(parts[2]), bytes.first == algorithm
    else { return nil }
    return (String(parts[0]), String(parts[1]), Array(bytes.dropFirst()))
  }
}
