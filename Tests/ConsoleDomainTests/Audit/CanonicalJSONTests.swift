import ConsoleCrypto
import ConsoleDomain
import Testing

@Suite struct CanonicalJSONTests {
  @Test(arguments: [
    (AuditValue.null, "null"), (.bool(true), "true"), (.bool(false), "false"),
    (.int(3), #"{"$numberLong":"3"}"#), (.int(.min), #"{"$numberLong":"-9223372036854775808"}"#),
    (.string(""), #""""#), (.array([]), "[]"), (.document([:]), "{}"),
    (.array([.null, .int(1)]), #"[null,{"$numberLong":"1"}]"#),
    (.string("€$\u{F}\nA'B\"\\\\\"/"), #""€$\u000f\nA'B\"\\\\\"/""#),
    (.string("\u{8}\t\u{C}\r\u{1B}\u{7F}\u{2028}"), "\"\\b\\t\\f\\r\\u001b\u{7F}\u{2028}\""),
    (.document(["b": .null, "a": .bool(true)]), #"{"a":true,"b":null}"#),
  ])
  func hasOneText(value: AuditValue, text: String) {
    #expect(CanonicalJSON.text(value) == text)
  }

  /// The example of RFC 8785 section 3.2.3.
  @Test func namesAreSortedByUTF16() {
    let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
    let value = AuditValue.document(Dictionary(uniqueKeysWithValues: names.map { ($0, .null) }))
    let sorted = ["\\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"]
    #expect(
      CanonicalJSON.text(value) == "{" + sorted.map { "\"\($0)\":null" }.joined(separator: ",")
        + "}"
    )
  }

  @Test(arguments: [
    (0, "00000000000000000000000000"), (1_469_918_176_385, "01ARYZ6S41"),
    (281_474_976_710_655, "7ZZZZZZZZZ"), (-5, "0000000000"),
  ])
  func anULIDBeginsWithItsTime(milliseconds: Int64, prefix: String) {
    let id = ULID.make(
      at: Instant(milliseconds: milliseconds),
      random: [UInt8](repeating: 0, count: 10)
    )
    #expect(id.hasPrefix(prefix))
    #expect(ULID.isValid(id))
    #expect(id.dropFirst(10) == "0000000000000000")
  }

  @Test func anULIDEndsWithItsRandomBits() {
    let time = Instant(milliseconds: 0)
    #expect(
      ULID.make(at: time, random: [UInt8](repeating: 0xFF, count: 10))
        == "0000000000ZZZZZZZZZZZZZZZZ"
    )
    #expect(
      ULID.make(at: time, random: [0, 0, 0, 0, 0, 0, 0, 0, 0, 33]) == "00000000000000000000000011"
    )
    #expect(
      ULID.make(at: time, random: [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        == "0000000000G000000000000000"
    )
  }

  @Test(arguments: [
    "", "01J0000000000000000000000", "81J0000000000000000000000A", "01J0000000000000000000000U",
  ])
  func knowsWhatIsNoULID(text: String) {
    #expect(!ULID.isValid(text))
  }

  /// The tree heads of RFC 6962's reference implementation, for its eight test leaves.
  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
  ])
  func theMerkleTreeIsThatOfRFC6962(count: Int, root: String) {
    let leaves = [
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ]
    var tree = MerkleTree()
    for leaf in leaves.prefix(count) {
      tree.append(leafHash: SHA256.digest(of: [0] + (Hex.decode(leaf) ?? [])))
    }
    #expect(Hex.encode(tree.root) == root)
    #expect(tree.count == count)
  }
}
