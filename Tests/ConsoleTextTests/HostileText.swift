/// Texts that have broken terminals, and random ones made from the same stuff.
enum HostileText {
  static let corpus: [String] = [
    "\u{1B}]52;c;ZXZpbA==\u{07}", "\u{1B}P+q544e\u{1B}\\", "\u{1B}[2J\u{1B}[H", "\u{9B}31m",
    "\u{9D}0;title\u{9C}", "\u{90}q\u{9C}", "\u{1B}]8;;http://x\u{1B}\\link", "\u{1B}[?1049l",
    "user\u{202E}gpj.exe", "\u{2066}a\u{2069}", "a\u{200B}b\u{FEFF}c", "\u{0000}\u{7F}\u{AD}",
    "a\r\nb\tc", "\u{301}lone", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "👨‍👩‍👧‍👦", "❤️", "👍🏽", "🇫🇷",
    "1️⃣", "क्षत्रिय", "می‌خواهم", "\u{1100}\u{1100}\u{1161}\u{11A8}", "\u{1161}", "\u{600}a",
    "x\u{E0001}\u{E0041}", "a\u{FE00}b\u{E0100}", "\u{FFFE}\u{10FFFF}", "\u{2028}\u{2029}",
    "\u{1F1E6}\u{301}\u{1F1E7}", "漢字かな交じり", "a\u{200D}\u{301}b", "\u{E000}", "\u{3164}\u{115F}",
    "\u{600}\u{1161}", "👩\u{200D}\u{301}\u{200D}👧x",
  ]

  static func random(using generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: text += corpus.randomElement(using: &generator) ?? ""
      case 1: append(0..<0x20, to: &text, &generator)
      case 2: append(0x7F..<0x250, to: &text, &generator)
      case 3: append(0x300..<0x370, to: &text, &generator)
      case 4: append(0x600..<0x1200, to: &text, &generator)
      case 5: append(0x2000..<0x3400, to: &text, &generator)
      case 6: append(0x1F000..<0x20000, to: &text, &generator)
      default: append(0..<0x110000, to: &text, &generator)
      }
    }
    return text
  }

  private static func append(
    _ range: Range<UInt32>,
    to text: inout String,
    _ generator: inout SeededGenerator
  ) {
    if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
      text.unicodeScalars.append(scalar)
    }
  }
}
