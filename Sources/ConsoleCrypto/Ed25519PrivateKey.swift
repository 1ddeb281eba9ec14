import COpenSSL
import Synchronization

/// An Ed25519 private key (RFC 8032 section 5.1.5), by its 32-byte seed.
///
/// Copies share one seed, which is overwritten when the last of them goes. What the seed was read
/// from (a variable, a file's text) is beyond this type's reach.
package struct Ed25519PrivateKey: Sendable {
  /// The length of a seed in bytes.
  package static let byteCount = 32

  private let seed: Seed

  /// The key of a seed; nil when it does not have 32 bytes.
  package init?(seed bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    seed = Seed(bytes)
  }

  /// A new key from libcrypto's generator.
  package static func generate() throws(CryptoFailure) -> Ed25519PrivateKey {
    Ed25519PrivateKey(unchecked: try SecureRandom.bytes(byteCount))
  }

  private init(unchecked bytes: [UInt8]) {
    seed = Seed(bytes)
  }

  /// The seed itself, for the one text that stores it; whoever asks must not keep it.
  package var exposedSeed: [UInt8] { seed.bytes }

  /// What verifies this key's signatures.
  package var publicKey: Ed25519PublicKey {
    let key = EdwardsKey(privateSeed: seed.bytes)
    return Ed25519PublicKey(unchecked: key.publicBytes)
  }

  /// The 64 bytes of the signature; the same message always gives the same.
  package func signature(of message: [UInt8]) -> [UInt8] {
    EdwardsKey(privateSeed: seed.bytes).signature(of: message)
  }

  /// The bytes of a key, of which there is one copy however often the key is passed on.
  private final class Seed: Sendable {
    private let stored: Mutex<[UInt8]>

    init(_ bytes: [UInt8]) {
      // An array of its own: overwriting must not depend on who else holds the bytes.
      stored = Mutex(bytes.map { $0 })
    }

    var bytes: [UInt8] { stored.withLock { $0 } }

    deinit {
      stored.withLock { bytes in
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
      }
    }
  }
}

/// An Ed25519 public key, 32 bytes.
package struct Ed25519PublicKey: Hashable, Sendable {
  package let bytes: [UInt8]

  /// A key from its bytes; nil when they are not 32 or libcrypto does not take them.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Ed25519PrivateKey.byteCount, EdwardsKey(publicBytes: bytes) != nil else {
      return nil
    }
    self.bytes = bytes
  }

  init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether the signature is this key's of exactly this message.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    EdwardsKey(publicBytes: bytes)?.verifies(signature, of: message) ?? false
  }
}
