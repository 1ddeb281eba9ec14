import COpenSSL

/// One `EVP_PKEY` of type Ed25519 for the length of one operation.
///
/// Owns the key, which is bound to no thread; libcrypto overwrites a private one when it is freed.
@safe
struct EdwardsKey: ~Copyable {
  private static let signatureSize = 64
  private let key: OpaquePointer

  /// `privateSeed` must hold 32 bytes.
  init(privateSeed: [UInt8]) {
    let made = unsafe EVP_PKEY_new_raw_private_key(
      EVP_PKEY_ED25519,
      nil,
      privateSeed,
      privateSeed.count
    )
    guard let key = unsafe made else {
      preconditionFailure("any 32 bytes are an Ed25519 seed")
    }
    unsafe self.key = unsafe key
  }

  /// nil when libcrypto does not take the bytes.
  init?(publicBytes: [UInt8]) {
    let made = unsafe EVP_PKEY_new_raw_public_key(
      EVP_PKEY_ED25519,
      nil,
      publicBytes,
      publicBytes.count
    )
    guard let key = unsafe made else {
      ERR_clear_error()
      return nil
    }
    unsafe self.key = unsafe key
  }

  deinit {
    unsafe EVP_PKEY_free(key)
  }

  var publicBytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Ed25519PrivateKey.byteCount)
    var length = bytes.count
    let done = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &length)
    precondition(done == 1 && length == bytes.count, "an Ed25519 key has 32 public bytes")
    return bytes
  }

  func signature(of message: [UInt8]) -> [UInt8] {
    let context = unsafe Self.context()
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Self.signatureSize)
    var length = signature.count
    // Ed25519 hashes by itself: no digest is named, and there is no update, only one shot.
    let begun = unsafe EVP_DigestSignInit(context, nil, nil, nil, key)
    let done = unsafe EVP_DigestSign(context, &signature, &length, message, message.count)
    precondition(begun == 1 && done == 1 && length == signature.count, "a seed can always sign")
    return signature
  }

  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == Self.signatureSize else { return false }
    let context = unsafe Self.context()
    defer { unsafe EVP_MD_CTX_free(context) }
    let begun = unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key)
    precondition(begun == 1, "an Ed25519 key can verify")
    let answer = unsafe EVP_DigestVerify(
      context,
      signature,
      signature.count,
      message,
      message.count
    )
    // A wrong signature leaves a message in the thread's queue, which is no one's error.
    if answer != 1 { ERR_clear_error() }
    return answer == 1
  }

  private static func context() -> OpaquePointer {
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto is out of memory")
    }
    return unsafe context
  }
}
