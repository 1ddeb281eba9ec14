import COpenSSL

/// What libcrypto could not do for us.
package enum CryptoFailure: Error, Hashable, Sendable {
  /// The operating system gave libcrypto no entropy; nothing secret may be made now.
  case noRandomness
}

/// Random bytes fit for keys, tokens and operation ids, from libcrypto's generator.
package enum SecureRandom {
  /// Answers `count` bytes or fails; never weaker ones.
  package static func bytes(_ count: Int) throws(CryptoFailure) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    guard unsafe RAND_bytes(&output, Int32(count)) == 1 else { throw .noRandomness }
    return output
  }
}
