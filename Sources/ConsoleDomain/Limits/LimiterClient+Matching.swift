import ConsoleCrypto

extension LimiterClient {
  /// Whether a counter's client is this one, or this one's part of it: `ana@example.com:10.0.0.1` counts
  /// for the address of mail and for that of the network, and `2001:db8:0:1200::/56` for each inside it.
  package func isMeant(by counted: LimiterClient) -> Bool {
    switch kind {
    case .address:
      guard let address else { return false }
      return counted.address == address || Network(counted.text)?.contains(address) == true
    case .email: return counted.email.map { $0.lowercased() } == text.lowercased()
    case .network, .phone, .hash, .other: return counted.text == text
    }
  }

  /// Hash of kind and text, for plans: an address of a person stands in none.
  package var digest: String {
    SHA256.hexDigest(of: Array("\(kind.rawValue) \(text.lowercased())".utf8))
  }
}

extension LimiterClient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "client by \(kind.rawValue)" }
  package var debugDescription: String { description }

  /// Nothing inside, so that a dump of whatever holds it shows nobody.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
