import COpenSSL

/// HMAC with SHA-256 (RFC 2104, RFC 4231) by libcrypto.
package enum HMACSHA256 {
  /// The 32 bytes of the authentication code; keys of any length are allowed.
  package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: SHA256.byteCount)
    var length: UInt32 = 0
    let done =
      unsafe HMAC(
        EVP_sha256(),
        key,
        Int32(key.count),
        message,
        message.count,
        &output,
        &length
      ) != nil
    precondition(done && length == SHA256.byteCount, "SHA-256 is part of every libcrypto")
    return output
  }

  /// Whether `code` belongs to the message, compared in constant time.
  package static func verifies(_ code: [UInt8], of message: [UInt8], key: [UInt8]) -> Bool {
    constantTimeEqual(code, self.code(of: message, key: key))
  }
}
