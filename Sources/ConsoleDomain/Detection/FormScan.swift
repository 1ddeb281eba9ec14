/// The bytes of a text, searched for forms; each search is one pass.
struct FormScan {
  private(set) var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  var holdsEmail: Bool {
    bytes.indices.contains { at in
      guard bytes[at] == UInt8(ascii: "@"), at > 0, Self.isLocal(bytes[at - 1]) else {
        return false
      }
      let host = bytes[(at + 1)...].prefix(while: Self.isHost)
      // A dot after the host ends the sentence.
      let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: true)
      guard labels.count >= 2, let last = labels.last else { return false }
      return last.count >= 2 && last.contains(where: Self.isLetter)
        && last.first.map(Self.isLetter) == true
    }
  }

  /// A plus sign and 8 to 15 digits, whatever of blanks, dots, hyphens and brackets is between them.
  var holdsPhone: Bool {
    bytes.indices.contains { start in
      guard bytes[start] == UInt8(ascii: "+"), isFree(before: start) else { return false }
      var digits = 0
      var gap = 0
      for index in (start + 1)..<bytes.count {
        let byte = bytes[index]
        if Self.isDigit(byte) {
          if digits == 0, byte == UInt8(ascii: "0") { return false }
          digits += 1
          gap = 0
          if digits > 15 { return false }
          // Where a group of digits ends the number may end, too.
          if (8...15).contains(digits), isFree(after: index + 1) { return true }
        } else {
          gap += 1
          let isBetween = [0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F].contains(byte)
          if !isBetween || gap > 2 { return false }
        }
      }
      return false
    }
  }

  var holdsNetwork: Bool {
    var start = 0
    while start < bytes.count {
      guard Self.isOfAddress(bytes[start]) else {
        start += 1
        continue
      }
      let token = bytes[start...].prefix(while: Self.isOfAddress)
      if isAddress(token) { return true }
      start = token.endIndex
    }
    return false
  }

  /// Whether a run of digits, letters, dots and colons is one machine's address where it stands.
  private func isAddress(_ token: ArraySlice<UInt8>) -> Bool {
    guard token.count >= 5, isFree(before: token.startIndex),
      // `Chrome/126.0.0.0` is a version, `//203.0.113.9` an address.
      !(token.startIndex > 0 && bytes[token.startIndex - 1] == 0x2F)
        || token.startIndex > 1 && bytes[token.startIndex - 2] == 0x2F
    else { return false }
    var end = token.endIndex
    while end > token.startIndex, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x3A { end -= 1 }
    if end == token.endIndex, end < bytes.count {
      guard isFree(after: end) else { return false }
      // A network, which a strip itself puts in the place of an address.
      if bytes[end] == 0x2F, end + 1 < bytes.count, Self.isDigit(bytes[end + 1]) { return false }
    }
    let text = String(decoding: bytes[token.startIndex..<end], as: UTF8.self)
    // This machine, and any.
    if text.hasPrefix("127.") || text.hasPrefix("0.") { return false }
    guard NetworkAddress(text) != nil else { return false }
    // `a::b` may be anything: of IPv6 three groups are asked for, or an IPv4 address inside.
    return text.contains(".") || text.split(separator: ":").count >= 3
  }

  /// Whether no word goes on to the left of this place.
  func isFree(before index: Int) -> Bool { index == 0 || !Self.isWord(bytes[index - 1]) }

  /// Whether no word goes on at this place.
  func isFree(after index: Int) -> Bool { index >= bytes.count || !Self.isWord(bytes[index]) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    isUpper(byte & 0xDF) && byte < 0x80
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte >= 0x80
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isWord(byte) || [0x25, 0x2B, 0x2D, 0x2E, 0x5F].contains(byte)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == 0x2D || byte == 0x2E
  }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte & 0xDF) && byte < 0x80
      || byte == 0x2E || byte == 0x3A
  }
}
