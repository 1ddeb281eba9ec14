import ConsoleCrypto
import Testing

struct SHA256Tests {
  // FIPS 180-4 examples (NIST, "SHA256.pdf") and the empty message.
  static let vectors: [(message: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: vectors)
  func agreesWithThePublishedVectors(message: String, digest: String) {
    #expect(SHA256.hexDigest(of: message.utf8) == digest)
    #expect(SHA256.hexDigest(of: Array(message.utf8)) == digest)
    #expect(SHA256.hexDigest(of: AnySequence(message.utf8)) == digest)
  }

  @Test func hashesAMillionTimesTheLetterA() {
    let digest = SHA256.hexDigest(of: repeatElement(UInt8(ascii: "a"), count: 1_000_000))
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: vectors)
  func hashesInPiecesAsInOnePiece(message: String, digest: String) {
    var hasher = SHA256Hasher()
    hasher.update("an earlier message".utf8)
    _ = hasher.finish()
    for byte in message.utf8 { hasher.update(CollectionOfOne(byte)) }
    hasher.update(AnySequence<UInt8>([]))
    let answer = Hex.encode(hasher.finish())
    #expect(answer == digest)
  }
}
