import Testing

@testable import ConsoleStores

/// Prefixes of keys: those we look for, and those we find.
struct KeyNamesTests {
  @Test func splitsAKeyAtTheLongestPrefix() {
    let prefixes = KeyPrefixes(["app:", "app:sess:"])
    #expect(prefixes.split(Array("app:sess:x".utf8))?.namespace == "app:sess:")
    #expect(prefixes.split(Array("app:x".utf8)).map { $0.sid } == Array("x".utf8))
    #expect(prefixes.split(Array("other".utf8)) == nil)
  }

  @Test(arguments: [
    (["sess:"], "sess:"), (["sess:", "session:"], "sess"), (["a:", "b:"], ""), ([], ""),
    (["", "sess:"], ""),
  ])
  func scansForWhatAllPrefixesShare(prefixes: [String], common: String) {
    #expect(KeyPrefixes(prefixes).common == Array(common.utf8))
  }

  @Test(arguments: [
    ("sess:abc", "sess:"), ("user:sessions:64f0", "user:sessions:"),
    ("waitlist:resend:ana@example.com:10.0.0.1", "waitlist:resend:"),
    ("bull:mail:17", "bull:mail:"), ("a:64f0c0ffee:b", "a:"), ("plain", nil), (":x", nil),
    ("ana@example.com:x", nil),
  ])
  func namesOnlyWords(key: String, beginning: String?) {
    #expect(PrefixCensus.beginning(of: Array(key.utf8)) == beginning)
  }

  @Test(arguments: [
    ([0x80, 0x05, 0x95, 0x2E], "Python pickle"), ([0x82, 0xAA], "msgpack"),
    ([0x04, 0x08, 0x7B], "Ruby Marshal"), ([0xAC, 0xED, 0x00], "Java serialization"),
    ([0x1F, 0x8B], "gzip"), (Array("a:1:{}".utf8), "PHP serialize"),
    (Array("user_id|i:1;".utf8), "PHP session"), (Array("MIIB".utf8), "encrypted (kruptein)"),
    (Array("42".utf8), "a number"), (Array("hello there".utf8), "text, not JSON"),
    (Array("{\"a\":".utf8), "not quite JSON"), ([], "empty"), (Array("null".utf8), "empty"),
    ([0xFF, 0xFE], "binary"),
  ])
  func guessesWhatAValueIs(value: [UInt8], guess: String) {
    #expect(ValueGuess.name(of: value) == guess)
  }
}
