import ConsoleDomain

/// Which of the profile's prefixes a key is under, and the one pattern that finds them all.
struct KeyPrefixes: Hashable, Sendable {
  /// Longest first, so that `app:sess:` wins over `app:`.
  private let prefixes: [(text: String, bytes: [UInt8])]
  /// What all keys of interest begin with: one scan for all prefixes walks the key space once.
  let common: [UInt8]

  init(_ prefixes: [String]) {
    self.prefixes = prefixes.map { ($0, Array($0.utf8)) }.sorted { $0.bytes.count > $1.bytes.count }
    common = self.prefixes.map(\.bytes).commonBeginning
  }

  /// The namespace and what stands behind it; nil for a key under none of the prefixes.
  func split(_ key: [UInt8]) -> (namespace: String, sid: [UInt8])? {
    for prefix in prefixes where key.starts(with: prefix.bytes) {
      return (prefix.text, Array(key.dropFirst(prefix.bytes.count)))
    }
    return nil
  }

  static func == (left: KeyPrefixes, right: KeyPrefixes) -> Bool {
    left.prefixes.map(\.text) == right.prefixes.map(\.text)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(prefixes.map(\.text))
  }
}
