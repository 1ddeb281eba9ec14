import ConsoleCrypto
import Testing

struct HMACSHA256Tests {
  struct Vector: Sendable {
    var key: [UInt8]
    var message: [UInt8]
    var code: String
  }

  // RFC 4231, test cases 1, 2, 3, 6 and 7.
  static let vectors = [
    Vector(
      key: [UInt8](repeating: 0x0b, count: 20),
      message: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    Vector(
      key: Array("Jefe".utf8),
      message: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    Vector(
      key: [UInt8](repeating: 0xaa, count: 20),
      message: [UInt8](repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    Vector(
      key: [UInt8](repeating: 0xaa, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    Vector(
      key: [UInt8](repeating: 0xaa, count: 131),
      message: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
      ),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(arguments: vectors)
  func agreesWithRFC4231(vector: Vector) {
    let code = HMACSHA256.code(of: vector.message, key: vector.key)
    #expect(Hex.encode(code) == vector.code)
    #expect(HMACSHA256.verifies(code, of: vector.message, key: vector.key))
  }

  @Test func refusesACodeOfAnotherKeyOrMessage() {
    let code = HMACSHA256.code(of: [1, 2, 3], key: [4])
    #expect(!HMACSHA256.verifies(code, of: [1, 2, 3], key: [5]))
    #expect(!HMACSHA256.verifies(code, of: [1, 2], key: [4]))
    #expect(!HMACSHA256.verifies(Array(code.dropLast()), of: [1, 2, 3], key: [4]))
  }

  @Test func takesAnEmptyKeyAndMessage() {
    #expect(
      Hex.encode(HMACSHA256.code(of: [], key: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    )
  }
}
