/// When one client alone makes the refusals (compliance.md f, AL-2).
package enum SourceRule {
  /// Hits beyond which a counter is an abuse, as a multiple of its limit.
  static let multiple: Int64 = 5
  /// The part of all refusals beyond which one client is the cause.
  static let share = 0.5
  /// Refusals below which a share says nothing.
  static let least = 10

  /// Whether a counter is far beyond its limit; a proxy's counts many clients, and is no source.
  package static func isAbuse(_ standing: CounterStanding) -> Bool {
    guard let hits = standing.hits, let limit = standing.limit, limit > 0,
      standing.flags.isDisjoint(with: [.proxy, .past])
    else { return false }
    return hits > limit * multiple
  }

  /// Whether so many of all refusals come from one client that is no proxy.
  package static func isCause(_ refused: Int, of all: Int, isProxy: Bool) -> Bool {
    !isProxy && all >= least && Double(refused) > Double(all) * share
  }
}

/// When an address stands for many clients, so that neither a block nor an alert of one is fair.
package enum ProxyRule {
  /// The part of all sessions or hits from which an address is nearly everybody's.
  static let share = 0.95
  /// Sessions or hits below which a share says nothing.
  static let least = 20

  /// Whether an address is a proxy's or a load balancer's, by its kind or by what comes from it.
  package static func isProxy(_ address: NetworkAddress, seen: Int, of all: Int) -> Bool {
    address.isPrivate || (all >= least && Double(seen) >= Double(all) * share)
  }
}
