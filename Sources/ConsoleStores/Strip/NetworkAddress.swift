/// The network of an address as text: coarse enough to name no person.
enum NetworkAddress {
  /// The /24 of an IPv4 address, also of one inside IPv6, and the /48 of any other; what is such a
  /// network already stays as it is; nil for everything else.
  static func network(of text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return network(ofAddress: parts[0])
    case 2:
      // A strip that is run again meets its own result.
      return network(ofAddress: parts[0]) == text ? text : nil
    default: return nil
    }
  }

  private static func network(ofAddress text: Substring) -> String? {
    let mapped = "::ffff:"
    let isMapped = text.lowercased().hasPrefix(mapped) && text.contains(".")
    let plain = isMapped ? text.dropFirst(mapped.count) : text
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4, parts.allSatisfy(isByte) {
      return parts.prefix(3).joined(separator: ".") + ".0/24"
    }
    // What stands after `%` names an interface of the machine that saw the address.
    guard let address = plain.split(separator: "%", omittingEmptySubsequences: false).first,
      var leading = groups(of: address)?.prefix(3)
    else { return nil }
    while leading.last == 0 { leading.removeLast() }
    return leading.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
  }

  private static func isByte(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(text) != nil
  }

  /// The eight groups of an IPv6 address (RFC 4291, 2.2); nil where it is none.
  private static func groups(of text: Substring) -> [UInt16]? {
    guard text.utf8.count <= 39, text.contains(":") else { return nil }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var numbers: [[UInt16]] = []
    for half in halves {
      var list: [UInt16] = []
      for group in half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false)
      {
        guard (1...4).contains(group.utf8.count), group.allSatisfy(\.isHexDigit),
          let number = UInt16(group, radix: 16)
        else { return nil }
        list.append(number)
      }
      numbers.append(list)
    }
    let count = numbers.reduce(0) { $0 + $1.count }
    guard numbers.count == 2 else { return count == 8 ? numbers[0] : nil }
    guard count < 8 else { return nil }
    return numbers[0] + Array(repeating: 0, count: 8 - count) + numbers[1]
  }
}
