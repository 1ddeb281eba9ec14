/// What is remarkable about a counter; names are the words of `flag:` in the query language.
package struct CounterFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `-1` without TTL: rate-limit-redis took a hit back after the key had ended; stale and harmless.
  package static let leftover = CounterFlags(rawValue: 1 << 0)
  /// A count without TTL where the library sets one; the next hit repairs it.
  package static let noExpiry = CounterFlags(rawValue: 1 << 1)
  /// The window is over though the key is still there: counts for nothing.
  package static let past = CounterFlags(rawValue: 1 << 2)
  /// Blocked until somebody takes the block away.
  package static let forever = CounterFlags(rawValue: 1 << 3)
  /// Two limiters of the profile count on this key: it rises by two a request.
  package static let shared = CounterFlags(rawValue: 1 << 4)
  /// The limiter delays and never refuses.
  package static let delays = CounterFlags(rawValue: 1 << 5)
  /// Neither a number nor what the format demands.
  package static let unreadable = CounterFlags(rawValue: 1 << 6)
  /// The address is a proxy's or a load balancer's, or nearly everybody comes from it.
  package static let proxy = CounterFlags(rawValue: 1 << 7)

  /// Each flag with its name, in the order of display.
  package static let named: [(flag: CounterFlags, name: String)] = [
    (.proxy, "proxy?"), (.forever, "forever"), (.noExpiry, "no-expiry"), (.leftover, "leftover"),
    (.past, "past"), (.shared, "shared"), (.delays, "delays"), (.unreadable, "unreadable"),
  ]

  /// The names of the flags that are set.
  package var names: [String] { Self.named.filter { contains($0.flag) }.map(\.name) }
}
