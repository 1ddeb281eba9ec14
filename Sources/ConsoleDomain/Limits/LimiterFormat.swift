/// How a library keeps its counters in Redis or MongoDB (backend-data.md 5); the raw value is the word of
/// profiles and records.
package enum LimiterFormat: String, Hashable, Sendable, CaseIterable {
  /// A string that counts; the key's TTL is the window: rate-limit-redis 2 to 5, express-slow-down and
  /// most limiters that a backend writes itself.
  case counter
  /// @fastify/rate-limit: as `counter`; a limiter of one route has `<METHOD><url>-` before the address.
  case fastify
  /// rate-limiter-flexible: as `counter`, but a longer TTL than the window's is a block, and none is a
  /// block or a limiter without a window.
  case flexible = "rate-limiter-flexible"
  /// The Redis stores of @nestjs/throttler 6: `{<hash>:<name>}:hits`, and `…:blocked` while blocked.
  case throttler
  /// The Redis store of @nestjs/throttler 5: the bare MD5 of handler and client.
  case throttler5 = "throttler-5"
  case upstashFixed = "upstash-fixed"
  /// Two buckets count, the one before with the weight of what the window still has of it.
  case upstashSliding = "upstash-sliding"
  /// A hash of `refilledAt` (ms) and `tokens`.
  case upstashTokens = "upstash-token-bucket"
  /// The window's start in seconds stands at the end of the key; its TTL is re-armed with a jitter.
  case envoy
  /// The period's start in milliseconds and its name stand at the end of the key.
  case kong
  /// `<key>` counts, `<key>:timer` holds the moment (unix seconds) at which the window ends.
  case laravel
  /// A hash of `start`, `end` (unix seconds) and `count`; the key outlives its window.
  case laravelThrottle = "laravel-throttle"
  /// rate-limiter-flexible in MongoDB: `{key, points, expire}`.
  case flexibleMongo = "rate-limiter-flexible-mongo"
  /// rate-limit-mongo: `{_id, counter, expirationDate}`.
  case records = "rate-limit-mongo"

  /// Where the counters are.
  package var store: LimiterStore {
    switch self {
    case .flexibleMongo, .records: .mongo
    default: .redis
    }
  }

  /// Whether the key holds a hash instead of a string.
  package var isHash: Bool { self == .upstashTokens || self == .laravelThrottle }

  /// Whether the count at which a try is refused is the limit itself rather than the one above.
  package var refusesAtLimit: Bool {
    switch self {
    case .kong, .laravel, .upstashSliding: true
    default: false
    }
  }

  /// Whether the client in the key is a one-way hash: a guess can be confirmed, and nothing listed.
  package var hashesClients: Bool { self == .throttler || self == .throttler5 }

  /// Whether a block can be set from outside, so that the library honours it.
  package var canBlock: Bool { self == .flexible || self == .flexibleMongo }
}

/// The server that keeps a limiter's counters; the raw value is the word of records.
package enum LimiterStore: String, Hashable, Sendable {
  case redis
  case mongo
}
