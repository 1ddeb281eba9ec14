import ConsoleCrypto
import Testing

struct RandomAndEncodingTests {
  @Test func neverAnswersTheSameRandomBytesTwice() throws {
    let answers = try (0..<64).map { _ in try SecureRandom.bytes(16) }
    #expect(Set(answers).count == 64)
    #expect(answers.allSatisfy { $0.count == 16 })
    #expect(try SecureRandom.bytes(0) == [])
  }

  @Test func comparesWholeSecrets() {
    #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
    #expect(constantTimeEqual([], []))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
  }

  // RFC 4648 section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func writesAndReadsBase64(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test(arguments: [
    "Zg=", "Zg", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "=Zg=", "Zm9v\n",
  ])
  func refusesBase64ThatItWouldNotWrite(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func base64CarriesEveryByte() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
  }
}
