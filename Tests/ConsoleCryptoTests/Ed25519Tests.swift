import ConsoleCrypto
import Testing

/// The test vectors of RFC 8032 section 7.1.
@Suite struct Ed25519Tests {
  struct Vector: Sendable {
    var seed: String
    var key: String
    var message: String
    var signature: String
  }

  static let vectors = [
    Vector(
      seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    Vector(
      seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
    Vector(
      seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ),
  ]

  private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex)) }

  @Test(arguments: vectors)
  func signsAsPublished(vector: Vector) throws {
    let key = try #require(Ed25519PrivateKey(seed: try bytes(vector.seed)))
    #expect(Hex.encode(key.publicKey.bytes) == vector.key)
    #expect(Hex.encode(key.signature(of: try bytes(vector.message))) == vector.signature)
  }

  @Test(arguments: vectors)
  func verifiesWhatIsPublishedAndNothingElse(vector: Vector) throws {
    let key = try #require(Ed25519PublicKey(try bytes(vector.key)))
    let message = try bytes(vector.message)
    let signature = try bytes(vector.signature)
    #expect(key.verifies(signature, of: message))
    #expect(!key.verifies(signature, of: message + [0]))
    #expect(!key.verifies(Array(signature.dropLast()), of: message))
    #expect(!key.verifies(signature + [0], of: message))
    #expect(!key.verifies([], of: message))
    for position in [0, 31, 32, 63] {
      var changed = signature
      changed[position] ^= 1
      #expect(!key.verifies(changed, of: message))
    }
  }

  @Test func keysOfOtherLengthsAreRefused() {
    for count in [0, 31, 33, 64] {
      #expect(Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: count)) == nil)
      #expect(Ed25519PublicKey([UInt8](repeating: 1, count: count)) == nil)
    }
  }

  @Test func newKeysDifferAndVerifyTheirOwn() throws {
    let first = try Ed25519PrivateKey.generate()
    let second = try Ed25519PrivateKey.generate()
    #expect(first.publicKey != second.publicKey)
    let signature = first.signature(of: [1, 2, 3])
    #expect(first.publicKey.verifies(signature, of: [1, 2, 3]))
    #expect(!second.publicKey.verifies(signature, of: [1, 2, 3]))
  }
}
