/// The `_id` of an event of the backend, in the order of its log: an ObjectId (BSON 1.1), whose first
/// four bytes are the seconds at which it was made.
package struct EventKey: Hashable, Comparable, Sendable {
  /// Seconds since 1970, by the clock of whoever made it.
  package var seconds: UInt32
  /// The eight bytes after them, big-endian.
  package var rest: UInt64

  /// Below every other key.
  package static let lowest = EventKey(seconds: 0, rest: 0)
  /// Above every key that can be met.
  package static let highest = EventKey(seconds: .max, rest: .max)

  private init(seconds: UInt32, rest: UInt64) {
    self.seconds = seconds
    self.rest = rest
  }

  /// The first key of the second that holds an instant; clamped to what four bytes can say.
  package init(at instant: Instant) {
    self.init(seconds: UInt32(clamping: instant.milliseconds / 1000), rest: 0)
  }

  /// Reads 24 hex digits; nil for anything else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 24, digits.allSatisfy(\.isHexDigit),
      let seconds = UInt32(String(decoding: digits[..<8], as: UTF8.self), radix: 16),
      let rest = UInt64(String(decoding: digits[8...], as: UTF8.self), radix: 16)
    else { return nil }
    self.init(seconds: seconds, rest: rest)
  }

  package static func < (left: EventKey, right: EventKey) -> Bool {
    (left.seconds, left.rest) < (right.seconds, right.rest)
  }

  /// 24 lower-case hex digits.
  package var hex: String {
    padded(String(seconds, radix: 16), 8) + padded(String(rest, radix: 16), 16)
  }

  /// The smallest key above this one.
  package var next: EventKey {
    guard rest == .max else { return EventKey(seconds: seconds, rest: rest + 1) }
    return seconds == .max ? self : EventKey(seconds: seconds + 1, rest: 0)
  }

  /// When it was made, to the second.
  package var instant: Instant { Instant(milliseconds: Int64(seconds) * 1000) }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: "0", count: width - text.utf8.count) + text
  }
}
