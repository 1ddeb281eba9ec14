/// Event ids that sort by time: 48 bits of milliseconds and 80 random bits (the ULID specification).
package enum ULID {
  /// How many random bytes an id takes.
  package static let randomSize = 10
  /// How many characters tell the time; the others are random.
  static let timeLength = 10

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The 26 characters of Crockford's base 32; `random` must hold ten bytes.
  package static func make(at time: Instant, random: [UInt8]) -> String {
    precondition(random.count == randomSize)
    let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
    var high = milliseconds << 16
    var low: UInt64 = 0
    for (index, byte) in random.enumerated() {
      if index < 2 {
        high |= UInt64(byte) << UInt64(8 - index * 8)
      } else {
        low = low << 8 | UInt64(byte)
      }
    }
    var number = UInt128(high) << 64 | UInt128(low)
    var digits: [UInt8] = []
    for _ in 0..<26 {
      digits.append(alphabet[Int(number & 31)])
      number >>= 5
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  /// The lowest id of a millisecond: ids sort by time, so that this is a bound for a range.
  package static func first(at time: Instant) -> String {
    make(at: time, random: [UInt8](repeating: 0, count: randomSize))
  }

  /// Whether this is 26 characters of the alphabet, the first at most `7`.
  package static func isValid(_ text: String) -> Bool {
    text.utf8.count == 26 && text.utf8.allSatisfy(alphabet.contains)
      && text.utf8.first.map { $0 <= UInt8(ascii: "7") } == true
  }
}
