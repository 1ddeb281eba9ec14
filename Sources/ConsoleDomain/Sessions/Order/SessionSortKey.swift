/// What a row is sorted by, in three words, so that most comparisons touch no text.
///
/// A text gives its first 24 bytes in lower-case ASCII, a number its first word.
struct SessionSortKey: Sendable {
  enum Completeness: UInt8, Sendable {
    /// Equal words mean equal values.
    case exact
    /// The text is longer than the words.
    case prefix
    /// There is no value: sorted last in both directions.
    case unknown
  }

  var first: UInt64 = 0
  var second: UInt64 = 0
  var third: UInt64 = 0
  var row: UInt32 = 0
  var completeness = Completeness.exact

  static let unknown = SessionSortKey(completeness: .unknown)

  init(
    first: UInt64 = 0,
    second: UInt64 = 0,
    third: UInt64 = 0,
    row: UInt32 = 0,
    completeness: Completeness = .exact
  ) {
    self.first = first
    self.second = second
    self.third = third
    self.row = row
    self.completeness = completeness
  }

  /// The key of a signed number.
  init(number: Int64) {
    self.init(first: UInt64(bitPattern: number) ^ 1 << 63)
  }

  /// The key of a text.
  init(text: some Collection<UInt8>) {
    self.init(completeness: text.count > 24 ? .prefix : .exact)
    var shift = 0
    for byte in text.prefix(24) {
      let folded = UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      let placed = folded << UInt64(56 - shift % 64)
      switch shift / 64 {
      case 0: first |= placed
      case 1: second |= placed
      default: third |= placed
      }
      shift += 8
    }
  }

  /// The key of an address: IPv4 by its number, also as `::ffff:`, anything else behind it as text.
  init(address: ArraySlice<UInt8>) {
    let text = String(decoding: address, as: UTF8.self).lowercased()
    let plain = text.hasPrefix("::ffff:") ? text.dropFirst(7) : text[...]
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4, !parts.contains(nil) else {
      self.init(text: [6] + Array(text.utf8))
      return
    }
    self.init(first: parts.reduce(4) { $0 << 8 | UInt64($1 ?? 0) } << 24)
  }

  func words(precede other: SessionSortKey) -> Bool? {
    if first != other.first { return first < other.first }
    if second != other.second { return second < other.second }
    if third != other.third { return third < other.third }
    return nil
  }
}
