import ConsoleText
import Testing

@Suite("Width and truncation")
struct TextLayoutTests {
  @Test(
    arguments: [
      ("abc", 3), ("", 0), ("e\u{301}", 1), ("日本語", 6), ("😀", 2), ("─│█▏", 4), ("🇫🇷", 2), ("한글", 4),
      ("क्ष", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
    ])
  func countsCells(_ text: String, _ cells: Int) {
    #expect(CharacterWidth.of(text) == cells)
  }

  @Test(
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("e\u{301}xyz", 3, "e\u{301}x…"),
    ])
  func cutsTheEnd(_ text: String, _ cells: Int, _ expected: String) {
    #expect(Truncation.end(text, to: cells) == expected)
  }

  @Test(arguments: [("s_9f3a77c1", 7, "s_9…7c1"), ("s_9f3a77c1", 6, "s_9…c1"), ("ab", 2, "ab")])
  func cutsTheMiddle(_ text: String, _ cells: Int, _ expected: String) {
    #expect(Truncation.middle(text, to: cells) == expected)
  }

  @Test func usesAnASCIIEllipsis() {
    #expect(Truncation.end("abcdef", to: 4, alphabet: .ascii) == "abc>")
  }

  @Test func fitsExactly() {
    #expect(Truncation.fit("ab", to: 5) == "ab   ")
    #expect(Truncation.fit("ab", to: 5, alignment: .trailing) == "   ab")
    #expect(Truncation.fit("ab", to: 5, alignment: .center) == " ab  ")
    #expect(Truncation.fit("日本語", to: 4) == "日… ")
  }

  @Test func fitIsExactForAnyText() {
    var generator = SeededGenerator(seed: 0xF17)
    for _ in 0..<1_000 {
      let safe = SafeText.of(HostileText.random(using: &generator))
      for cells in 0..<30 {
        #expect(CharacterWidth.of(Truncation.fit(safe, to: cells)) == cells)
        #expect(CharacterWidth.of(Truncation.middle(safe, to: cells)) <= cells)
      }
    }
  }

  @Test func neverDrawsControlsThatSkippedTheSanitiser() {
    let cells = TextCells("a\u{1B}\u{301}b").map(\.character)
    #expect(String(cells) == "a??b")
  }

  @Test func asciiFallbackKeepsEveryCell() {
    #expect(ASCIIFallback.of("a…é日│✓") == "a>?? |+")
    var generator = SeededGenerator(seed: 0xA5C)
    for _ in 0..<500 {
      let safe = SafeText.of(HostileText.random(using: &generator))
      let ascii = ASCIIFallback.of(safe)
      #expect(ascii.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
      #expect(ascii.utf8.count == CharacterWidth.of(safe))
    }
  }
}
