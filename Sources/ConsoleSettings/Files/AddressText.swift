import Foundation

/// What can be told of a server's address without connecting.
enum AddressText {
  /// Whether a password stands between `//` and `@` (RFC 3986 section 3.2.1).
  static func holdsPassword(_ text: String) -> Bool {
    guard let authority = authority(of: text), let at = authority.lastIndex(of: "@") else {
      return false
    }
    return authority[..<at].contains(":")
  }

  /// The database in the path of a MongoDB address; nil when there is none.
  static func database(in text: String) -> String? {
    guard let authority = authority(of: text), authority.endIndex < text.endIndex,
      text[authority.endIndex] == "/"
    else { return nil }
    let name = text[text.index(after: authority.endIndex)...].prefix { $0 != "?" }
    return name.isEmpty ? nil : String(name)
  }

  private static func authority(of text: String) -> Substring? {
    guard let start = text.range(of: "://")?.upperBound else { return nil }
    return text[start...].prefix { $0 != "/" && $0 != "?" }
  }
}
