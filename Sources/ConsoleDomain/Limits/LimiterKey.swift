/// A key behind its limiter's prefix, taken apart as the limiter's format has it (backend-data.md 5).
package struct LimiterKey: Hashable, Sendable {
  package var client: LimiterClient
  package var role: Role
  /// The window that stands in the key itself; nil: the TTL tells.
  package var bucket: Bucket?
  /// The route that the counter is for, where the key says one.
  package var route: String?

  /// What the key holds of its counter.
  package enum Role: Hashable, Sendable {
    case count
    /// There while the client is blocked.
    case block
    /// Holds the moment at which the window ends.
    case timer
  }

  /// Which window of time a key counts.
  package enum Bucket: Hashable, Sendable {
    /// The window's number since 1970.
    case number(Int64)
    case start(Instant)
    /// A period of the calendar (Kong's `month`, `year`) is as long as its name says.
    case period(start: Instant, length: Duration)
  }

  init(
    _ client: some StringProtocol,
    role: Role = .count,
    bucket: Bucket? = nil,
    route: String? = nil,
    isHash: Bool = false
  ) {
    self.client = LimiterClient(String(client), isHash: isHash)
    self.role = role
    self.bucket = bucket
    self.route = route
  }

  /// Takes a key apart; nil: the format makes no such key, so that it is none of this limiter's.
  package init?(_ rest: String, format: LimiterFormat) {
    guard !rest.isEmpty else { return nil }
    let key: LimiterKey? =
      switch format {
      case .counter, .flexible, .flexibleMongo, .records, .laravelThrottle, .upstashTokens:
        LimiterKey(rest)
      case .fastify: Self.fastify(rest)
      case .throttler: Self.throttler(rest)
      case .throttler5: Self.isDigest(rest) ? LimiterKey(rest, isHash: true) : nil
      case .upstashFixed, .upstashSliding: Self.upstash(rest)
      case .envoy: Self.envoy(rest)
      case .kong: Self.kong(rest)
      case .laravel: Self.laravel(rest)
      }
    guard let key else { return nil }
    self = key
  }
}
