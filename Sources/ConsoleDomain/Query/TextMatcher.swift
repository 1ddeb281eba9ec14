/// A pattern made ready to be compared with UTF-8 again and again.
struct TextMatcher: Sendable {
  private let parts: [[UInt8]]
  private let isAnchoredAtStart: Bool
  private let isAnchoredAtEnd: Bool
  private let isASCII: Bool

  init(_ pattern: TextPattern) {
    parts = pattern.pieces.compactMap { piece in
      if case .literal(let text) = piece { Array(text.lowercased().utf8) } else { nil }
    }
    let hasWildcard = pattern.pieces.contains(.anything)
    isAnchoredAtStart = pattern.isWhole || hasWildcard && pattern.pieces.first != .anything
    isAnchoredAtEnd = pattern.isWhole || hasWildcard && pattern.pieces.last != .anything
    isASCII = parts.allSatisfy { part in part.allSatisfy { $0 < 0x80 } }
  }

  func matches(_ text: some StringProtocol) -> Bool {
    matches(Array(text.utf8)[...])
  }

  /// Compares byte by byte; only a pattern beyond ASCII needs the text's own lower case.
  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    if isASCII { return matchesFolded(text) }
    return matchesFolded(Array(String(decoding: text, as: UTF8.self).lowercased().utf8)[...])
  }

  private func matchesFolded(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    var middle = parts[...]
    if isAnchoredAtStart, let first = middle.popFirst() {
      guard hasPrefix(rest, first) else { return false }
      rest = rest.dropFirst(first.count)
      // A whole match without `*` has only this part.
      if isAnchoredAtEnd, parts.count == 1, middle.isEmpty { return rest.isEmpty }
    }
    if isAnchoredAtEnd, let last = middle.popLast() {
      guard rest.count >= last.count, hasPrefix(rest.suffix(last.count), last) else { return false }
      rest = rest.dropLast(last.count)
    }
    for part in middle {
      guard let end = firstEnd(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  private func firstEnd(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while rest.count >= part.count {
      if hasPrefix(rest, part) { return rest.startIndex + part.count }
      rest = rest.dropFirst()
    }
    return nil
  }

  private func hasPrefix(_ text: ArraySlice<UInt8>, _ prefix: [UInt8]) -> Bool {
    guard text.count >= prefix.count else { return false }
    var index = text.startIndex
    for byte in prefix {
      guard folded(text[index]) == byte else { return false }
      index += 1
    }
    return true
  }

  private func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
