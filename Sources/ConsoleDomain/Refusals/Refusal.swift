/// Refused requests, as one source saw them at one moment.
///
/// The texts come from logs and stores: whoever makes one cuts, normalises and sanitises them first, and
/// masks what names a person.
package struct Refusal: Hashable, Sendable {
  /// What no source can have seen at one moment: a broken number must not overflow a sum.
  private static let mostAtOnce = 1_000_000_000

  package var at: Instant
  /// How many requests; at least 1.
  package let count: Int
  package var address: NetworkAddress?
  /// The user or client as it may be shown.
  package var user: String?
  /// Method and path with its ids replaced: `POST /users/:id`.
  package var route: String?
  package var limiter: String?

  /// Makes a refusal.
  package init(
    at: Instant,
    count: Int = 1,
    address: NetworkAddress? = nil,
    user: String? = nil,
    route: String? = nil,
    limiter: String? = nil
  ) {
    self.at = at
    self.count = min(max(1, count), Self.mostAtOnce)
    self.address = address
    self.user = user
    self.route = route
    self.limiter = limiter
  }

  /// What it is told apart by on an axis; nil: its source does not know.
  package func name(on axis: RefusalAxis) -> String? {
    switch axis {
    case .address: address?.text
    case .network: address?.neighbourhood?.text
    case .user: user
    case .route: route
    case .limiter: limiter
    }
  }
}

/// What refusals are told apart by; the raw value is the word of commands.
package enum RefusalAxis: String, Hashable, Sendable, CaseIterable {
  case address = "ip"
  /// The neighbourhood of the address: /24, and /48 for IPv6.
  case network
  case user
  case route
  case limiter
}

extension Refusal {
  /// The same, so many times.
  package func times(_ count: Int) -> Refusal {
    Refusal(at: at, count: count, address: address, user: user, route: route, limiter: limiter)
  }
}
