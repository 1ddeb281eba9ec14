/// A network of addresses: an address and how many of its leading bits count.
package struct Network: Hashable, Sendable {
  /// Its first address.
  package let base: NetworkAddress
  /// Leading bits that all its addresses share: up to 32, or 128 for IPv6.
  package let length: Int

  /// The network of an address with this many leading bits; nil: an address has no more bits than that.
  package init?(of address: NetworkAddress, length: Int) {
    let width = address.family.width
    guard (0...width).contains(length) else { return nil }
    let rest = UInt128(width - length)
    base = NetworkAddress(address.family, bits: (address.bits >> rest) << rest)
    self.length = length
  }

  /// Reads `10.0.0.0/8`; nil: it is no network, or its address names a host inside of it.
  package init?(_ text: some StringProtocol) {
    let parts = Substring(text).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = NetworkAddress(parts[0]), let length = Int(parts[1]),
      let network = Network(of: address, length: length), network.base == address
    else { return nil }
    self = network
  }

  /// Whether an address is inside.
  package func contains(_ address: NetworkAddress) -> Bool {
    address.family == base.family && Network(of: address, length: length)?.base == base
  }

  /// `10.0.0.0/8`; a network of IPv6 always has its `::`.
  package var text: String { "\(base.text)/\(length)" }
}

extension Network {
  /// The neighbourhood of the address that a text is, in words; a text that is a neighbourhood already
  /// stays as it is, so that whoever replaces addresses can do it twice; nil: it is neither.
  package static func neighbourhood(in text: String) -> String? {
    if let address = NetworkAddress(text) { return address.neighbourhood?.text }
    guard let network = Network(text), network == network.base.neighbourhood else { return nil }
    return network.text
  }
}

extension NetworkAddress {
  /// The network that an address is looked at with: /24, and /48 for IPv6.
  package var neighbourhood: Network? {
    Network(of: self, length: family == .ipv4 ? 24 : 48)
  }

  /// Whether the address belongs to no single machine of the internet: private, loopback, link-local,
  /// shared by a provider (RFC 1918, 4193, 4291, 6598), so that it is a proxy's or a load balancer's.
  package var isPrivate: Bool { Self.reserved.contains { $0.contains(self) } }

  private static let reserved: [Network] = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
    "100.64.0.0/10",
    "::1/128", "fc00::/7", "fe80::/10",
  ].compactMap { Network($0) }
}

extension NetworkAddress.Family {
  /// Bits of an address.
  var width: Int { self == .ipv4 ? 32 : 128 }
}
