extension NetworkAddress {
  /// The address in its canonical form: lower case, the longest run of zeros left out (RFC 5952).
  package var text: String {
    family == .ipv4 ? dotted : Self.text(of: groups)
  }

  private var dotted: String {
    (0..<4).map { String(UInt8(truncatingIfNeeded: bits >> (24 - 8 * UInt128($0)))) }
      .joined(separator: ".")
  }

  private var groups: [UInt16] {
    (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * UInt128($0))) }
  }

  private static func text(of groups: [UInt16]) -> String {
    let words = groups.map { String($0, radix: 16) }
    guard let gap = longestGap(groups) else { return words.joined(separator: ":") }
    return words[..<gap.lowerBound].joined(separator: ":") + "::"
      + words[gap.upperBound...].joined(separator: ":")
  }

  /// The first of the longest runs of two zero groups or more.
  private static func longestGap(_ groups: [UInt16]) -> Range<Int>? {
    var longest: Range<Int>?
    var start = 0
    while start < groups.count {
      var end = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start >= 2, end - start > longest?.count ?? 0 { longest = start..<end }
      start = max(end, start + 1)
    }
    return longest
  }
}
