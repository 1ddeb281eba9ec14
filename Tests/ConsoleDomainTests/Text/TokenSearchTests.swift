import Testing

@testable import ConsoleDomain

struct TokenSearchTests {
  @Test(
    arguments: [
      ("", "a", nil), ("a", "a", 1), ("ba", "a", 2), ("aab", "ab", 3), ("é✓Chrome/", "Chrome/", 12),
      ("abc", "abcd", nil), ("ABC", "abc", nil), ("x", "", 0),
    ] as [(String, String, Int?)]
  )
  func findsTheEndOfTheFirstOccurrence(text: String, token: String, offset: Int?) {
    let found = text.index(behind: token).map { text.utf8.distance(from: text.startIndex, to: $0) }
    #expect(found == offset)
    #expect(text.has(token) == (offset != nil))
  }
}
