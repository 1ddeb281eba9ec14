/// An IPv4 or IPv6 address as a value: two writings of one address are equal.
///
/// IPv4 inside IPv6 (`::ffff:10.0.0.1`, as Node.js names its clients) counts as the IPv4 address, and a
/// zone (`%eth0`), which names an interface of the machine that saw the address, is left out.
package struct NetworkAddress: Hashable, Sendable {
  package let family: Family
  /// The address as a number: 32 bits of it for IPv4.
  package let bits: UInt128

  /// The two kinds of addresses.
  package enum Family: Hashable, Sendable {
    case ipv4
    case ipv6
  }

  init(_ family: Family, bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  /// Reads the textual form (dotted decimal; RFC 4291, 2.2); nil: it is no address.
  package init?(_ text: some StringProtocol) {
    let text = Substring(text)
    if let number = Self.ipv4(text) {
      self.init(.ipv4, bits: UInt128(number))
      return
    }
    guard let address = text.split(separator: "%", omittingEmptySubsequences: false).first,
      let groups = Self.groups(of: address)
    else { return nil }
    let bits = groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
    // ::ffff:0:0/96, RFC 4291, 2.5.5.2.
    if bits >> 32 == 0xFFFF {
      self.init(.ipv4, bits: bits & 0xFFFF_FFFF)
    } else {
      self.init(.ipv6, bits: bits)
    }
  }

  /// Four decimal bytes and nothing else.
  private static func ipv4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt32 = 0
    for part in parts {
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let byte = UInt8(part) else {
        return nil
      }
      number = number << 8 | UInt32(byte)
    }
    return number
  }

  /// The eight groups of an IPv6 address, whose last two may be written as an IPv4 address.
  private static func groups(of text: Substring) -> [UInt16]? {
    guard text.utf8.count <= 45, text.contains(":") else { return nil }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var numbers: [[UInt16]] = []
    for (index, half) in halves.enumerated() {
      guard let list = list(of: half, isLast: index == halves.count - 1) else { return nil }
      numbers.append(list)
    }
    let count = numbers.reduce(0) { $0 + $1.count }
    guard numbers.count == 2 else { return count == 8 ? numbers[0] : nil }
    guard count < 8 else { return nil }
    return numbers[0] + Array(repeating: 0, count: 8 - count) + numbers[1]
  }

  private static func list(of half: Substring, isLast: Bool) -> [UInt16]? {
    guard !half.isEmpty else { return [] }
    let groups = half.split(separator: ":", omittingEmptySubsequences: false)
    var list: [UInt16] = []
    for (index, group) in groups.enumerated() {
      if isLast, index == groups.count - 1, let tail = ipv4(group) {
        return list + [UInt16(truncatingIfNeeded: tail >> 16), UInt16(truncatingIfNeeded: tail)]
      }
      guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy(\.isHexDigit),
        let number = UInt16(group, radix: 16)
      else { return nil }
      list.append(number)
    }
    return list
  }
}
