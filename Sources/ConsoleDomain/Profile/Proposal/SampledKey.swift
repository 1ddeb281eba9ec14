/// A key that a bounded look at Redis has met, with as much of its value as tells what it is.
package struct SampledKey: Hashable, Sendable {
  package var key: [UInt8]
  /// The plain words that it begins with, with their colons; nil: there are none.
  package var beginning: String?
  package var value: Value

  /// What the key holds.
  package enum Value: Hashable, Sendable {
    /// The first bytes of a string.
    case text([UInt8])
    /// The names of a hash's fields.
    case fields(Set<String>)
    case set
    case other
  }

  /// Names a key.
  package init(key: [UInt8], beginning: String?, value: Value) {
    self.key = key
    self.beginning = beginning
    self.value = value
  }

  var text: String { String(decoding: key, as: UTF8.self) }

  /// Whether the value is a whole number and nothing else.
  var isNumber: Bool {
    guard case .text(let head) = value, !head.isEmpty, head.count <= 20 else { return false }
    return Int64(String(decoding: head, as: UTF8.self)) != nil
  }

  /// Whether the value begins as a session of express-session and its relatives.
  var isSession: Bool {
    guard case .text(let head) = value, head.first == UInt8(ascii: "{") else { return false }
    return String(decoding: head, as: UTF8.self).contains("\"cookie\":{")
  }
}

/// Tells limiters from their keys alone, where a library's own form leaves no doubt (backend-data.md 8).
struct LimiterRecognition {
  /// Limiters whose keys and limits are known: those of the reference backend.
  let known: LimiterMatcher
  /// All keys of the sample, to find the companions of one.
  let names: Set<String>

  /// The limiter that would count a key; nil: no counter, or a number that may be anything.
  func limiter(of key: SampledKey) -> Profile.Limiter? {
    if ReservedKeys.contains(key.key) { return nil }
    if case .fields(let fields) = key.value { return limiter(of: key, fields) }
    guard key.isNumber else { return nil }
    let text = key.text
    if let match = known.match(key.key) { return known.limiters[match.limiter] }
    for candidate in Self.wellKnown where text.hasPrefix(candidate.prefix) {
      let rest = text.dropFirst(candidate.prefix.count)
      if LimiterKey(String(rest), format: candidate.format) != nil { return candidate }
    }
    return throttler(text) ?? laravel(key) ?? envoy(key)
  }

  /// Prefixes that are a library's default and nobody else's.
  private static let wellKnown: [Profile.Limiter] = [
    made("kong", .kong, "ratelimit:"),
    made("upstash", .upstashSliding, "@upstash/ratelimit:"),
    made("fastify", .fastify, "fastify-rate-limit-"),
    made("express", .counter, "rl:"),
    made("flexible", .flexible, "rlflx:"),
    made("sign-in per day", .flexible, "login_fail_ip_per_day:"),
    made("sign-in per user", .flexible, "login_fail_consecutive_username_and_ip:"),
    made("sign-in", .flexible, "login_fail_ip:"),
  ]

  private static func made(
    _ name: String,
    _ format: LimiterFormat,
    _ prefix: String
  ) -> Profile.Limiter {
    Profile.Limiter(name: name, format: format, prefix: prefix, limit: nil, window: nil)
  }

  private func limiter(of key: SampledKey, _ fields: Set<String>) -> Profile.Limiter? {
    guard let beginning = key.beginning else { return nil }
    let name = String(beginning.dropLast())
    if fields.isSuperset(of: ["refilledAt", "tokens"]) {
      return Self.made(name, .upstashTokens, beginning)
    }
    if fields.isSuperset(of: ["start", "end", "count"]) {
      return Self.made(name, .laravelThrottle, beginning)
    }
    return nil
  }

  private func throttler(_ text: String) -> Profile.Limiter? {
    guard let open = text.firstIndex(of: "{"),
      LimiterKey(String(text[open...]), format: .throttler) != nil
    else { return nil }
    return Self.made("throttler", .throttler, String(text[..<open]))
  }

  /// A count with its `:timer` beside it.
  private func laravel(_ key: SampledKey) -> Profile.Limiter? {
    guard let beginning = key.beginning, names.contains(key.text + ":timer") else { return nil }
    return Self.made(String(beginning.dropLast()), .laravel, beginning)
  }

  /// `<domain>_<key>_<value>_<seconds>`: the start of a window of whole minutes, this century.
  private func envoy(_ key: SampledKey) -> Profile.Limiter? {
    let parts = key.text.split(separator: "_")
    guard parts.count >= 4, let seconds = Int64(parts[parts.count - 1]),
      (1_500_000_000..<4_000_000_000).contains(seconds), seconds.isMultiple(of: 60),
      let domain = parts.first, !domain.contains(":")
    else { return nil }
    return Self.made("envoy \(domain)", .envoy, "\(domain)_")
  }
}
