extension String {
  /// The place behind the first occurrence of an ASCII token; nil when there is none.
  ///
  /// By bytes, which for ASCII finds what a search by characters does at a small part of the cost.
  func index(behind token: String) -> Index? {
    let text = utf8.span
    let wanted = token.utf8.span
    guard let first = token.utf8.first else { return startIndex }
    var start = 0
    while start + wanted.count <= text.count {
      if text[start] == first {
        var length = 1
        while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return utf8.index(startIndex, offsetBy: start + length) }
      }
      start += 1
    }
    return nil
  }

  /// Whether an ASCII token stands anywhere in the text.
  func has(_ token: String) -> Bool { index(behind: token) != nil }
}
