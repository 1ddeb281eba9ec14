import ConsoleText
import Testing

@Suite("Safe text")
struct SafeTextTests {
  @Test(
    arguments: [
      ("plain text", "plain text"),
      ("\u{1B}]52;c;ZQ==\u{07}", "␛]52;c;ZQ==␇"),
      ("a\r\nb\tc\u{0}\u{7F}", "a␍␊b␉c␀␡"),
      ("\u{9B}31m", "<U+009B>31m"),
      ("user\u{202E}gpj.exe", "user<U+202E>gpj.exe"),
      ("a\u{200B}b\u{FEFF}", "a<U+200B>b<U+FEFF>"),
      ("soft\u{AD}hyphen", "soft<U+00AD>hyphen"),
      ("\u{301}x", "<U+0301>x"),
      ("tag\u{E0041}", "tag<U+E0041>"),
      ("\u{E000}\u{10FFFF}", "<U+E000><U+10FFFF>"),
      ("été Ñandú 日本語", "été Ñandú 日本語"),
    ])
  func showsWhatATerminalWouldObey(_ text: String, _ expected: String) {
    #expect(SafeText.of(text) == expected)
  }

  @Test func writesControlsWithACaretInASCII() {
    #expect(SafeText.of("\u{1B}[2J\u{7F}\n\u{9B}", alphabet: .ascii) == "^[[2J^?^J<U+009B>")
  }

  @Test(
    arguments: [
      ("👨‍👩‍👧‍👦!", "👨!"), ("❤️", "\u{2764}"), ("👍🏽", "👍"), ("1️⃣", "1\u{20E3}"), ("🇫🇷", "🇫🇷"),
    ])
  func reducesEmojiSequencesToTheirFirst(_ text: String, _ expected: String) {
    #expect(SafeText.of(text) == expected)
  }

  @Test func dropsJoinersWhereTheScriptUsesThem() {
    #expect(SafeText.of("می\u{200C}خواهم") == "میخواهم")
    #expect(SafeText.of("a\u{200D}b") == "a<U+200D>b")
  }

  @Test func keepsFourMarksOfABase() {
    let marks = String(repeating: "\u{301}", count: 9)
    #expect(SafeText.of("e" + marks).unicodeScalars.count == 5)
  }

  @Test func showsInvalidBytes() {
    let bytes: [UInt8] = [
      0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xE2, 0x82, 0x62, 0xC3, 0xA9, 0x0A,
    ]
    #expect(SafeText.of(bytes: bytes) == "a\\xFF\\xC3(\\xED\\xA0\\x80\\xE2\\x82bé␊")
    #expect(SafeText.of(bytes: [UInt8]()) == "")
  }

  @Test func letsNoControlThroughWhateverComes() {
    var generator = SeededGenerator(seed: 0x5AFE)
    let random = (0..<2_000).map { _ in HostileText.random(using: &generator) }
    for text in HostileText.corpus + random {
      for alphabet in [Alphabet.unicode, .ascii] {
        let safe = SafeText.of(text, alphabet: alphabet)
        let controls = safe.unicodeScalars.filter {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value)
        }
        #expect(controls.isEmpty, "\(text.unicodeScalars.map(\.value))")
        #expect(
          SafeText.of(safe, alphabet: alphabet) == safe,
          "\(text.unicodeScalars.map(\.value))"
        )
      }
    }
  }

  @Test func everyCellHasOneOrTwoColumnsAndAtMostFourMarks() {
    var generator = SeededGenerator(seed: 0xCE11)
    let random = (0..<2_000).map { _ in HostileText.random(using: &generator) }
    for text in HostileText.corpus + random {
      let safe = SafeText.of(text)
      var width = 0
      var content = ""
      for cell in TextCells(safe) {
        #expect(cell.width == 1 || cell.width == 2)
        #expect(cell.character.unicodeScalars.count <= 5)
        width += cell.width
        content.append(cell.character)
      }
      #expect(width == CharacterWidth.of(safe), "\(text.unicodeScalars.map(\.value))")
      #expect(content == safe, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func randomBytesBecomeSafeToo() {
    var generator = SeededGenerator(seed: 0xB17E5)
    for _ in 0..<1_000 {
      let count = Int.random(in: 0..<40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let safe = SafeText.of(bytes: bytes)
      #expect(safe.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "\(bytes)")
      #expect(SafeText.of(safe) == safe, "\(bytes)")
      if let text = String(validating: bytes, as: UTF8.self) { #expect(safe == SafeText.of(text)) }
    }
  }
}
