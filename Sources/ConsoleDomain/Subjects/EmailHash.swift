import ConsoleCrypto

/// The hash by which a whole e-mail address matches although only its mask is kept.
package enum EmailHash {
  /// The first 8 bytes of SHA-256 over the lower-cased address, big-endian.
  package static func of(_ address: some StringProtocol) -> UInt64 {
    SHA256.digest(of: Array(address.lowercased().utf8)).prefix(8)
      .reduce(0) { $0 << 8 | UInt64($1) }
  }
}
