/// Numbers that prove themselves by a check digit.
extension FormScan {
  /// Digits in groups, as cards print them: the number may begin and end with any of the groups.
  var holdsCard: Bool {
    var start = 0
    while start < bytes.count {
      guard Self.isDigit(bytes[start]), isFree(before: start) else {
        start += 1
        continue
      }
      let groups = digitGroups(at: start)
      for first in groups.indices {
        var digits: [UInt8] = []
        for group in groups[first...] {
          digits += bytes[group].map { $0 - 0x30 }
          if digits.count > 19 { break }
          if isFree(after: group.upperBound), Self.isCard(digits) { return true }
        }
      }
      start = groups.last?.upperBound ?? start + 1
    }
    return false
  }

  /// In one piece, or in groups with a blank between them.
  var holdsIBAN: Bool {
    bytes.indices.contains { start in
      guard start + 4 < bytes.count, isFree(before: start),
        bytes[start..<(start + 2)].allSatisfy(Self.isUpper),
        bytes[(start + 2)..<(start + 4)].allSatisfy(Self.isDigit)
      else { return false }
      var text: [UInt8] = []
      var index = start
      while index < bytes.count, text.count < 34 {
        let byte = bytes[index]
        if Self.isDigit(byte) || Self.isUpper(byte) {
          text.append(byte)
          if text.count >= 15, isFree(after: index + 1), Self.isIBAN(text) { return true }
        } else if byte != 0x20 || bytes[index - 1] == 0x20 {
          return false
        }
        index += 1
      }
      return false
    }
  }

  /// Groups of digits with one blank or hyphen between them.
  private func digitGroups(at start: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var index = start
    while index < bytes.count, Self.isDigit(bytes[index]) {
      let end = bytes[index...].firstIndex { !Self.isDigit($0) } ?? bytes.count
      groups.append(index..<end)
      guard end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x2D else { break }
      index = end + 1
    }
    return groups
  }

  /// A length and first digits that the schemes use, then Luhn: without the former a tenth of all
  /// numbers, times in milliseconds among them, would pass.
  private static func isCard(_ digits: [UInt8]) -> Bool {
    let isScheme =
      switch digits.first {
      case 2:
        digits.count == 16
          && (2221...2720).contains(digits.prefix(4).reduce(0) { $0 * 10 + Int($1) })
      case 3: (14...16).contains(digits.count)
      case 4: [13, 16, 19].contains(digits.count)
      case 5: digits.count == 16
      case 6: (16...19).contains(digits.count)
      default: false
      }
    guard isScheme else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
      let doubled = item.offset.isMultiple(of: 2) ? Int(item.element) : Int(item.element) * 2
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum.isMultiple(of: 10)
  }

  /// The first four characters moved to the end, letters as 10 to 35: the remainder by 97 is 1.
  private static func isIBAN(_ text: [UInt8]) -> Bool {
    (text[4...] + text[..<4]).reduce(0) { remainder, byte in
      isDigit(byte)
        ? (remainder * 10 + Int(byte - 0x30)) % 97
        : (remainder * 100 + Int(byte - 0x41) + 10) % 97
    } == 1
  }
}
