import Testing

@testable import ConsoleMongo

/// Bytes that no honest server sends: nothing may trap, and the walk ends where damage begins.
@Suite
struct HostileBytesTests {
  @Test(
    arguments: [
      [], [0], [5, 0, 0, 0], [4, 0, 0, 0, 0], [255, 255, 255, 255, 0], [5, 0, 0, 0, 1],
      [0, 0, 0, 128, 0],
    ] as [[UInt8]]
  )
  func aBrokenFrameIsRefused(_ bytes: [UInt8]) {
    #expect(throws: MongoFailure(.invalidArgument, in: "document")) {
      try MongoDocument(bytes: bytes)
    }
    #expect(MongoDocument(trusting: bytes).elements.isEmpty)
  }

  @Test func aStringThatClaimsTooMuchEndsTheWalk() {
    // {a: int32 1, b: string of 100 bytes} in 18 bytes.
    let bytes: [UInt8] = [
      20, 0, 0, 0, 0x10, 0x61, 0, 1, 0, 0, 0, 0x02, 0x62, 0, 100, 0, 0, 0, 0x78, 0,
    ]
    let document = MongoDocument(trusting: bytes)
    #expect(document.keys == ["a"])
    #expect(throws: MongoFailure.self) { try MongoDocument(bytes: bytes) }
  }

  @Test func textThatIsNotUTF8IsRepairedOnReadAndKeptInTheBytes() throws {
    // {s: "\xFF\xC0x"}
    let bytes: [UInt8] = [16, 0, 0, 0, 0x02, 0x73, 0, 4, 0, 0, 0, 0xFF, 0xC0, 0x78, 0, 0]
    let document = try MongoDocument(bytes: bytes)
    #expect(document["s"] == "\u{FFFD}\u{FFFD}x")
    #expect(document.bytes == bytes)
    #expect(throws: MongoFailure(.invalidArgument, in: "json")) { try document.json(.canonical) }
  }

  @Test func truncationsAndBitFlipsNeverTrap() throws {
    let bytes = try MongoDocument(elements: MongoDocumentTests.everyType).bytes
    var read = 0
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= flip
        read += MongoDocument(trusting: damaged).elements.count
        read += (try? MongoDocument(bytes: damaged).size) ?? 0
      }
      read += MongoDocument(trusting: Array(bytes[..<index])).elements.count
    }
    #expect(read > 0)
  }

  @Test func nestingBeyondTheServersLimitIsRefused() throws {
    func nested(_ levels: Int) -> [UInt8] {
      var bytes: [UInt8] = [5, 0, 0, 0, 0]
      for _ in 0..<levels {
        let size = UInt32(bytes.count + 8)
        let prefix = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * UInt32($0))) }
        bytes = prefix + [0x04, 0x30, 0] + bytes + [0]
      }
      return bytes
    }
    #expect(try MongoDocument(bytes: nested(100)).keys == ["0"])
    let deep = nested(5_000)
    #expect(throws: MongoFailure.self) { try MongoDocument(bytes: deep) }
    #expect(MongoDocument(trusting: deep).elements.count == 1)
  }

  @Test(arguments: ["", "{", "[1]x", "{\"a\": }", "{\"a\": {\"$oid\": 5}}", "\u{0}"])
  func textThatIsNotOneDocumentIsRefused(_ text: String) {
    #expect(throws: MongoFailure(.invalidArgument, in: "json")) { try MongoDocument(json: text) }
  }
}
