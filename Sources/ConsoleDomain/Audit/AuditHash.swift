import ConsoleCrypto

/// A hash as records write it: 64 digits of lower-case hex.
package struct AuditHash: Hashable, Sendable {
  /// The 32 bytes.
  package let bytes: [UInt8]

  /// Reads the digits; nil for anything else, capitals included.
  package init?(_ text: String) {
    guard text.utf8.count == 2 * SHA256.byteCount, let bytes = Hex.decode(text),
      Hex.encode(bytes) == text
    else { return nil }
    self.bytes = bytes
  }
}
