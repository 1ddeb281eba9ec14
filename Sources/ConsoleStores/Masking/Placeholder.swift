/// What the backend puts in the place of personal data that it took away (backend-data.md 0 and 5).
enum Placeholder {
  /// Whether a text is such a placeholder: it hides nothing, so masking it would only mislead.
  static func matches(_ text: String) -> Bool {
    if text == "<redacted>" || text == "redacted" { return true }
    for (start, end) in [
      ("redacted+", "@example.com"), ("redacted-", ""), ("Redacted Contact ", ""),
    ]
    where text.hasPrefix(start) && text.hasSuffix(end) {
      return isNamed(text.dropFirst(start.count).dropLast(end.count))
    }
    return false
  }

  /// An object id, perhaps with lower-case words before it: `company-location-64f0…`.
  private static func isNamed(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let id = parts.last, id.utf8.count == 24, id.allSatisfy(\.isHexDigit) else {
      return false
    }
    return parts.dropLast().allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
  }
}
