import COpenSSL

/// SHA-256 (FIPS 180-4) by libcrypto.
package enum SHA256 {
  /// The length of a digest in bytes.
  package static let byteCount = 32

  /// The 32 bytes of the digest of one message; a contiguous one is read where it lies.
  package static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let direct = bytes.withContiguousStorageIfAvailable { unsafe digest(of: $0) }
    if let direct { return direct }
    let copy = Array(bytes)
    return unsafe copy.withUnsafeBufferPointer { unsafe digest(of: $0) }
  }

  /// The digest in lower-case hex.
  package static func hexDigest(of bytes: some Sequence<UInt8>) -> String {
    Hex.encode(digest(of: bytes))
  }

  private static func digest(of message: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: byteCount)
    var length: UInt32 = 0
    let ok = unsafe EVP_Digest(
      message.baseAddress,
      message.count,
      &output,
      &length,
      EVP_sha256(),
      nil
    )
    precondition(ok == 1 && length == byteCount, "SHA-256 is part of every libcrypto")
    return output
  }
}
