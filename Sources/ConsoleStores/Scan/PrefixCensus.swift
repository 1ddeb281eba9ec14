/// Counts the beginnings of sampled keys, to name what a store holds when no session was found.
///
/// A key may carry an address or an id, so a beginning ends before the first part that is not a
/// plain word, and never takes the last part.
struct PrefixCensus {
  /// Beginnings kept at most; a store with more is no neat one.
  private static let limit = 500
  private static let wordLimit = 24

  /// How often each was seen, and one key for each to look at.
  private(set) var found: [String: (count: Int, example: [UInt8])] = [:]

  mutating func add(_ key: [UInt8]) {
    guard let beginning = Self.beginning(of: key) else { return }
    if let known = found[beginning] {
      found[beginning] = (known.count + 1, known.example)
    } else if found.count < Self.limit {
      found[beginning] = (1, key)
    }
  }

  /// The words a key begins with, with their colons; nil when there are none.
  static func beginning(of key: [UInt8]) -> String? {
    let parts = key.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let words = parts.dropLast().prefix { part in
      !part.isEmpty && part.count <= wordLimit && part.allSatisfy(isWordByte)
    }
    guard !words.isEmpty else { return nil }
    return words.map { String(decoding: $0, as: UTF8.self) + ":" }.joined()
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }
}
