/// How personal data looks until it is revealed.
///
/// The result tells nothing about the length of what it hides.
package enum Masking {
  /// `a•••@example.com`; without an `@` masked like a name.
  package static func email(_ address: String, alphabet: Alphabet = .unicode) -> String {
    guard let at = address.lastIndex(of: "@"), at != address.startIndex else {
      return name(address, alphabet: alphabet)
    }
    return name(String(address[..<at]), alphabet: alphabet) + address[at...]
  }

  /// `A•••`.
  package static func name(_ name: String, alphabet: Alphabet = .unicode) -> String {
    guard let initial = name.first else { return "" }
    return String(initial) + dots(alphabet)
  }

  /// `•••42`: the last two digits; fewer than five digits show none.
  package static func phone(_ number: String, alphabet: Alphabet = .unicode) -> String {
    guard !number.isEmpty else { return "" }
    let digits = number.filter { $0.isASCII && $0.isNumber }
    return dots(alphabet) + (digits.count < 5 ? "" : digits.suffix(2))
  }

  /// `10.2.•••.•••`, `2001:db8:•••`: the network's part; anything else is hidden whole.
  package static func address(_ address: String, alphabet: Alphabet = .unicode) -> String {
    guard !address.isEmpty else { return "" }
    let octets = address.split(separator: ".", omittingEmptySubsequences: false)
    if octets.count == 4, octets.allSatisfy({ UInt8($0) != nil }) {
      return "\(octets[0]).\(octets[1]).\(dots(alphabet)).\(dots(alphabet))"
    }
    let groups = address.split(separator: ":", omittingEmptySubsequences: false)
    if groups.count >= 3, groups.prefix(2).allSatisfy({ UInt16($0, radix: 16) != nil }) {
      return "\(groups[0]):\(groups[1]):\(dots(alphabet))"
    }
    return dots(alphabet)
  }

  private static func dots(_ alphabet: Alphabet) -> String {
    alphabet == .ascii ? "***" : "•••"
  }
}
