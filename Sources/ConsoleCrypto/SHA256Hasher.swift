import COpenSSL

/// Hashes messages piece by piece, and one message after another, with a single libcrypto context.
///
/// Owns an `EVP_MD_CTX`, which is bound to no thread but must not be used by two at once; the type
/// is not copyable, so the compiler sees to that. Reusing one saves libcrypto's look-up of the
/// algorithm, which costs more than hashing a session id.
@safe
package struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Makes a hasher that has seen no byte yet.
  package init() {
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto is out of memory")
    }
    unsafe self.context = unsafe context
    let ok = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(ok == 1, "SHA-256 is part of every libcrypto")
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Appends bytes to the message; a contiguous sequence is read where it lies.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { unsafe append($0) }
    guard done == nil else { return }
    let copy = Array(bytes)
    unsafe copy.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Answers the digest of the message and starts the next one.
  package mutating func finish() -> [UInt8] {
    var output = [UInt8](repeating: 0, count: SHA256.byteCount)
    var length: UInt32 = 0
    let ok = unsafe EVP_DigestFinal_ex(context, &output, &length)
    precondition(ok == 1 && length == SHA256.byteCount, "an initialised context can be finished")
    restart()
    return output
  }

  private func append(_ piece: UnsafeBufferPointer<UInt8>) {
    let ok = unsafe EVP_DigestUpdate(context, piece.baseAddress, piece.count)
    precondition(ok == 1, "an initialised context takes bytes")
  }

  private func restart() {
    // No algorithm: the context keeps the one it has, without looking it up again.
    let ok = unsafe EVP_DigestInit_ex(context, nil, nil)
    precondition(ok == 1, "an initialised context can start again")
  }
}
