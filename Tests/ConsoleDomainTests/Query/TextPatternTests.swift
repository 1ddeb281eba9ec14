import ConsoleDomain
import Testing

@Suite struct TextPatternTests {
  @Test(arguments: [
    ("agent:url", "curl/8", true), ("agent:URL", "curl/8", true), ("agent:x", "curl/8", false),
    ("agent:curl*", "curl/8", true), ("agent:curl*", "a curl/8", false),
    ("agent:*8", "curl/8", true), ("agent:*8", "curl/81", false), ("agent:c*8", "curl/8", true),
    ("agent:c*r*8", "curl/8", true), ("agent:c*z*8", "curl/8", false),
    ("agent:curl*curl", "curl", false), ("agent:a*a", "a", false), ("agent:*", "x", true),
    ("agent:*ur*", "curl", true), ("agent=curl", "curl", true), ("agent=curl", "CURL", true),
    ("agent=cur", "curl", false), ("agent:ÉTÉ", "un été", true), ("agent:\"a*\"", "xa*y", true),
    ("agent:\"a*\"", "ab", false), ("agent:url", "çURLç", true),
  ])
  func matches(query: String, agent: String, expected: Bool) throws {
    let matcher = SessionMatcher(
      try SessionQuery.parse(query),
      directory: Directory(),
      now: SessionSamples.now
    )
    #expect(matcher.matches(SessionSamples.row("a", agent: agent)) == expected)
  }

  @Test(arguments: [
    ("ana@example.com", true), ("ana", false), ("@example.com", false), ("a@b", false),
    ("a@b@c.d", false), ("a@.com", false), ("a@com.", false),
  ])
  func knowsAWholeAddress(text: String, expected: Bool) {
    #expect(TextPattern(pieces: [.literal(text)]).isAddress == expected)
  }
}
