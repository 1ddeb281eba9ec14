/// Numbers that are the same for the same seed, on every machine and in every version of the library.
///
/// SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014). Not for
/// secrets.
struct SeededGenerator: Hashable, Sendable {
  private var state: UInt64

  /// What is drawn for; two purposes never share their numbers.
  enum Purpose: UInt64, Sendable {
    case organization = 1
    case user
    case session
    case record
    case event
    case limiter
    case oddity
    case deadSession
    case attack
    case attackEvent
  }

  /// Starts the sequence of one thing: the same three parts give the same numbers.
  init(seed: UInt64, _ purpose: Purpose, _ index: Int) {
    state = seed
    state = next() ^ purpose.rawValue
    state = next() ^ UInt64(truncatingIfNeeded: index)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A text of `count` characters out of `alphabet`.
  mutating func text(_ count: Int, of alphabet: Alphabet) -> String {
    let letters = alphabet.letters
    return String(decoding: (0..<count).map { _ in letters[below(letters.count)] }, as: UTF8.self)
  }

  /// Characters to draw from.
  enum Alphabet: Sendable {
    case hex
    /// `A-Za-z0-9_-`: the alphabet of session ids (`uid-safe`).
    case base64URL
    /// `A-Za-z0-9+/`: the alphabet of argon2 hashes.
    case base64
    case digits

    var letters: [UInt8] {
      switch self {
      case .hex: Self.hexLetters
      case .base64URL: Self.base64URLLetters
      case .base64: Self.base64Letters
      case .digits: Self.digitLetters
      }
    }

    private static let digitLetters = Array("0123456789".utf8)
    private static let hexLetters = Array("0123456789abcdef".utf8)
    private static let alphanumeric = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8
    )
    private static let base64URLLetters = alphanumeric + Array("_-".utf8)
    private static let base64Letters = alphanumeric + Array("+/".utf8)
  }
}
