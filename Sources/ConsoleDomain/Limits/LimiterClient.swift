package import ConsoleText

/// Who a counter counts: what its key says of the client, judged by its look.
package struct LimiterClient: Hashable, Sendable {
  package var kind: Kind
  /// The address, number or id in clear; a path or a second part is left out.
  package var text: String

  /// What the text is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case address
    /// A network in CIDR notation: express-rate-limit 8 counts IPv6 by /56.
    case network
    case email
    case phone
    /// A hash of the library: says nothing of the client.
    case hash
    /// A user id, an API key or whatever else the backend counts by.
    case other
  }

  /// Judges what stands in a key behind the limiter's prefix.
  package init(_ text: String, isHash: Bool = false) {
    self.text = text
    if isHash {
      kind = .hash
    } else if let address = NetworkAddress(text) {
      kind = .address
      self.text = address.text
    } else if Network(text) != nil {
      kind = .network
    } else if text.contains("@") {
      kind = .email
    } else if text.hasPrefix("+"), text.dropFirst().allSatisfy(\.isNumber), text.count > 6 {
      kind = .phone
    } else {
      kind = .other
    }
  }

  /// The client as it may be shown: an address is clear, a person's own is masked, and what may be an
  /// API key shows its first characters alone.
  package func shown(_ alphabet: Alphabet = .unicode) -> String {
    switch kind {
    case .address, .network: text
    case .email:
      Masking.email(String(emailParts.email), alphabet: alphabet)
        + (emailParts.rest.map { ":" + $0 } ?? "")
    case .phone: Masking.phone(text, alphabet: alphabet)
    case .hash: Truncation.fit(text, to: 12, alphabet: alphabet)
    case .other: Self.shownID(text, alphabet)
    }
  }

  /// Ids of 24 hex digits and short words are clear by default (tui.md); longer ones may be keys.
  private static func shownID(_ text: String, _ alphabet: Alphabet) -> String {
    let isObjectID = text.utf8.count == 24 && text.utf8.allSatisfy(\.isHexDigit)
    if isObjectID || text.utf8.count <= 24 { return text }
    return Truncation.fit(text, to: 9, alphabet: alphabet)
  }
}

extension LimiterClient {
  /// The network address that the counter is about, if it names one: alone or behind an e-mail address.
  package var address: NetworkAddress? {
    switch kind {
    case .address: NetworkAddress(text)
    case .email: emailParts.rest.flatMap { NetworkAddress($0) }
    case .network, .phone, .hash, .other: nil
    }
  }

  /// `ana@example.com:10.0.0.1` is an address of mail with one of the network behind it.
  var emailParts: (email: Substring, rest: Substring?) {
    guard let at = text.firstIndex(of: "@"), let colon = text[at...].firstIndex(of: ":") else {
      return (text[...], nil)
    }
    return (text[..<colon], text[text.index(after: colon)...])
  }
}
