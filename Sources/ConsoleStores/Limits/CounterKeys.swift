import ConsoleDomain
import ConsoleRedis

/// The keys of one counter in Redis, and how it is read before it is written: what `resetKey`, `delete` and
/// their like delete (backend-data.md 5).
struct CounterKeys: Sendable {
  let key: [UInt8]
  let format: LimiterFormat

  init(_ id: CounterID, of limiter: Profile.Limiter) {
    key = Array(limiter.prefix.utf8) + id.rest
    format = limiter.format
  }

  /// Every key that holds a part of the counter: hits and block of a throttler, both buckets of a
  /// sliding window and the one that has begun since, the timer of Laravel.
  var all: [[UInt8]] {
    switch format {
    case .throttler:
      guard let close = key.lastIndex(of: UInt8(ascii: "}")) else { return [key] }
      return [key[...close] + Array(":hits".utf8), key[...close] + Array(":blocked".utf8)]
    case .laravel: return [key, key + Array(":timer".utf8)]
    case .upstashSliding: return [key] + [-1, 1].compactMap(bucket)
    default: return [key]
    }
  }

  /// What reads the counter: shapes that are tried one after the other until one finds it.
  var shapes: [CounterShape] {
    switch format {
    case .throttler: [.throttler(key)]
    case .laravel: [.laravel(key)]
    // A bucket that has a later one is told by that.
    case .upstashSliding: [.sliding(key)] + [bucket(1)].compactMap(\.self).map { .sliding($0) }
    case .upstashTokens: [.hash(key, ["refilledAt", "tokens"])]
    case .laravelThrottle: [.hash(key, ["start", "end", "count"])]
    default: [.plain(key)]
    }
  }

  /// The key of the bucket this many windows later.
  private func bucket(_ offset: Int64) -> [UInt8]? {
    guard let colon = key.lastIndex(of: UInt8(ascii: ":")),
      let number = Int64(String(decoding: key[(colon + 1)...], as: UTF8.self)),
      number > 0, number < .max
    else { return nil }
    return key[...colon] + Array(String(number + offset).utf8)
  }
}
