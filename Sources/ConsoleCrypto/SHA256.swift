import COpenSSL

/// SHA-256 (FIPS 180-4) by libcrypto.
package enum SHA256 {
  /// The 32 bytes of the digest.
  package static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let input = Array(bytes)
    var output = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    let ok = unsafe EVP_Digest(input, input.count, &output, &length, EVP_sha256(), nil)
    precondition(ok == 1 && length == 32, "SHA-256 is part of every libcrypto")
    return output
  }

  /// The digest in lower-case hex.
  package static func hexDigest(of bytes: some Sequence<UInt8>) -> String {
    Hex.encode(digest(of: bytes))
  }
}
