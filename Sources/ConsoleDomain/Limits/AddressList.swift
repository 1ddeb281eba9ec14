import ConsoleText

/// Addresses to refuse in front of the backend: those of counters, without the ones that many share.
package struct AddressList: Hashable, Sendable {
  /// Each once, IPv4 first, in the order of their numbers; single addresses have all their bits.
  package var networks: [Network]
  /// Addresses that were left out, with the reason: a block would be one for everybody.
  package var leftOut: [LeftOut]
  /// Counters whose client is no address.
  package var withoutAddress: Int

  /// An address that is in none of the lists.
  package struct LeftOut: Hashable, Sendable {
    package var network: Network
    package var reason: String
  }

  /// The addresses of those counters among `rows` that are blocked or beyond their limit.
  package init(refusedIn rows: [CounterRow]) {
    var networks: Set<Network> = []
    var leftOut: [Network: String] = [:]
    withoutAddress = 0
    for row in rows where row.standing.isRefusing {
      guard let network = row.counter.key.client.network else {
        withoutAddress += 1
        continue
      }
      if network.base.isPrivate {
        leftOut[network] = "private: a proxy's or a load balancer's"
      } else if row.standing.flags.contains(.proxy) {
        leftOut[network] = "nearly all hits come from it"
      } else {
        networks.insert(network)
      }
    }
    self.networks = networks.subtracting(leftOut.keys).sorted(by: Network.precedes)
    self.leftOut = leftOut.sorted { Network.precedes($0.key, $1.key) }
      .map { LeftOut(network: $0.key, reason: $0.value) }
  }

  /// The networks of one family.
  package func networks(of family: NetworkAddress.Family) -> [Network] {
    networks.filter { $0.base.family == family }
  }

  /// One address a line; a network in CIDR notation.
  package var plain: [String] { networks.map(\.shortText) }

  /// `deny` directives of nginx's ngx_http_access_module.
  package var nginx: [String] { networks.map { "deny \($0.shortText);" } }

  /// The input of `aws wafv2 create-ip-set --cli-input-json`; a set holds addresses of one family, and
  /// wants every one in CIDR notation.
  package func ipSet(
    of family: NetworkAddress.Family,
    name: String,
    scope: String
  ) -> String {
    var object = JSONObjectText()
    object.add("Name", name)
    object.add("Scope", scope)
    object.add("IPAddressVersion", family == .ipv4 ? "IPV4" : "IPV6")
    object.add("Addresses", list: networks(of: family).map { JSONText.quoted($0.text) })
    return object.text
  }
}

extension CounterStanding {
  /// Whether the client is refused now, as far as that is known.
  fileprivate var isRefusing: Bool {
    if let isBlocked { return isBlocked }
    guard let hits, let limit else { return false }
    return hits > limit
  }
}

extension LimiterClient {
  /// The address or the network of addresses that it counts; nil: neither.
  fileprivate var network: Network? {
    if kind == .network { return Network(text) }
    return address.flatMap { Network(of: $0, length: $0.family.width) }
  }
}

extension Network {
  /// The address alone where it is a single one.
  fileprivate var shortText: String { length == base.family.width ? base.text : text }

  fileprivate static func precedes(_ left: Network, _ right: Network) -> Bool {
    let (first, second) = (left.base, right.base)
    if first.family != second.family { return first.family == .ipv4 }
    return (first.bits, left.length) < (second.bits, right.length)
  }
}
