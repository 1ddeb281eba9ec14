import ConsoleJSON
import Testing

/// The values that the reference backend and its libraries write, and the paths of a session.
struct JSONReaderTests {
  private static let paths = JSONPaths([
    "cookie", "user.id", "user.orgId", "user.role", "meta.ip", "meta.userAgent", "passport.user",
    "userId",
  ])

  private func extract(_ text: String) -> (fields: [JSONField], defects: JSONDefects) {
    extract(Array(text.utf8))
  }

  private func extract(_ text: [UInt8]) -> (fields: [JSONField], defects: JSONDefects) {
    var reader = JSONReader(paths: Self.paths)
    let defects = reader.extract(text)
    return ((0..<Self.paths.count).map { reader.field($0) }, defects)
  }

  @Test func readsASignedInSessionOfTheReferenceBackend() {
    let (fields, defects) = extract(
      """
      {"cookie":{"originalMaxAge":43200000,"expires":"2026-11-24T15:35:23.795Z","secure":false,\
      "httpOnly":true,"domain":"localhost","path":"/","sameSite":"lax"},"user":{"id":\
      "64f0c0ffee64f0c0ffee0001","role":"org_owner","roles":["org_owner"],"orgId":\
      "64f0c0ffee64f0c0ffee00aa","isOrgOwner":true},"meta":{"ip":"127.0.0.1","userAgent":\
      "Mozilla/5.0 (X11; Linux x86_64)","createdAt":"2026-11-24T03:35:23.789Z","lastSeen":\
      "2026-11-24T03:35:23.789Z"}}
      """
    )
    #expect(defects == [])
    #expect(
      fields == [
        .object, .string("64f0c0ffee64f0c0ffee0001"), .string("64f0c0ffee64f0c0ffee00aa"),
        .string("org_owner"), .string("127.0.0.1"), .string("Mozilla/5.0 (X11; Linux x86_64)"),
        .missing, .missing,
      ]
    )
  }

  @Test func readsAPassportSessionAndAUserIDAtTheTop() {
    let passport = extract(#"{"cookie":{"path":"/"},"passport":{"user":"64f0c0ffee64"}}"#)
    #expect(passport.fields[6] == .string("64f0c0ffee64"))
    let top = extract(
      #"{"cookie":{"path":"/"},"userId":12345678901234567890123,"roles":["admin"]}"#
    )
    #expect(top.fields[7] == .number("12345678901234567890123"))
    #expect(top.defects == [])
  }

  @Test func decodesEscapesEmojiAndEscapedNames() {
    let (fields, defects) = extract(
      #"{"cookie":{},"\u0075ser":{"id":"a\"b\u0000\ud83d\ude00é😀","role":"x\u001b[31m"}}"#
    )
    #expect(defects == [])
    #expect(fields[1] == .string("a\"b\0😀é😀"))
    #expect(fields[3] == .string("x\u{1B}[31m"))
  }

  @Test func keepsTheUserBesideALoneSurrogate() {
    let (fields, defects) = extract(
      #"{"cookie":{},"meta":{"userAgent":"curl \ud800 \u0041"},"user":{"id":"u1"}}"#
    )
    #expect(defects == [])
    #expect(fields[5] == .undecodable(#"curl \ud800 \u0041"#))
    #expect(fields[1] == .string("u1"))
  }

  @Test func showsInvalidUTF8EscapedAndKeepsTheRest() {
    var text = Array(#"{"cookie":{},"meta":{"userAgent":"a"#.utf8)
    text += [0xFF, 0xC3, 0x28]
    text += Array(#""},"user":{"id":"u1"}}"#.utf8)
    let (fields, defects) = extract(text)
    #expect(defects == .invalidUTF8)
    #expect(fields[5] == .string(#"a\xFF\xC3("#))
    #expect(fields[1] == .string("u1"))
    #expect(!defects.isRefusedByBackend)
  }

  @Test func readsRawControlCharactersButSaysThatTheBackendWouldNot() {
    let (fields, defects) = extract("{\"cookie\":{},\"user\":{\"id\":\"a\0b\n\"}}")
    #expect(fields[1] == .string("a\0b\n"))
    #expect(defects == .controlCharacters)
    #expect(defects.isRefusedByBackend)
  }

  @Test func keepsWhatStandsBeforeTheEndOfACutText() {
    let text = #"{"cookie":{"path":"/"},"user":{"id":"u1","role":"admin"},"blob":""#
    let (fields, defects) = extract(text + String(repeating: "x", count: 200_000))
    #expect(fields[0] == .object)
    #expect(fields[1] == .string("u1"))
    #expect(defects == .incomplete)
  }

  @Test(arguments: 1..<60)
  func neverFailsOnAnyPrefixOfASession(length: Int) {
    let text = Array(#"{"cookie":{"path":"/"},"user":{"id":"u1","roles":[1,"é\\"]}}"#.utf8)
    let (fields, defects) = extract(Array(text.prefix(length)))
    #expect(defects.isRefusedByBackend)
    #expect(fields[1] == (length >= 41 ? .string("u1") : .missing))
  }

  @Test func readsALargeValueWhole() {
    let blob = String(repeating: "x", count: 200_000)
    let (fields, defects) = extract(#"{"cookie":{},"blob":"\#(blob)","user":{"id":"u1"}}"#)
    #expect(defects == [])
    #expect(fields[1] == .string("u1"))
  }

  @Test func isNotLostInDeepNesting() {
    let depth = 10_000
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let (fields, defects) = extract(#"{"cookie":{},"deep":\#(deep),"user":{"id":"u1"}}"#)
    #expect(fields[1] == .string("u1"))
    #expect(defects == [])
  }

  @Test func takesTheLastOfMembersThatStandTwice() {
    let (fields, _) = extract(
      #"{"cookie":{},"user":{"id":"a","role":"x"},"user":{"id":"b"},"userId":1,"userId":"c"}"#
    )
    #expect(fields[1] == .string("b"))
    #expect(fields[3] == .missing)
    #expect(fields[7] == .string("c"))
  }

  @Test(arguments: [
    "", " ", "null", "5", "\"text\"", "[1,2]", "{", "{\"cookie\":{}} trailing", "{\"cookie\":tru}",
    "{\"userId\":01}", "{\"a\" 1}", "\u{0}", "s:4:\"a\"",
  ])
  func refusesWhatIsNoObject(text: String) {
    #expect(extract(text).defects.isRefusedByBackend)
  }

  @Test func reusesOneReaderForTextsOfEverySize() {
    var reader = JSONReader(paths: JSONPaths(["id"]))
    for size in [1, 100_000, 3, 300_000, 0] {
      let id = String(repeating: "i", count: size)
      let defects = reader.extract(Array(#"{"id":"\#(id)"}"#.utf8))
      #expect(defects == [])
      let field = reader.field(0)
      #expect(field == .string(id))
    }
  }

  @Test func forgetsAnExtractionOnceItReadsAWholeDocument() {
    var reader = JSONReader(paths: JSONPaths(["id"]))
    _ = reader.extract(Array(#"{"id":"a\u0062"}"#.utf8))
    _ = reader.document(Array("[\(String(repeating: " ", count: 200_000))]".utf8))
    let field = reader.field(0)
    #expect(field == .missing)
  }
}
