/// Finds which limiter of a profile a key belongs to; keys of no limiter (codes, locks, sessions) are none.
package struct LimiterMatcher: Hashable, Sendable {
  package let limiters: [Profile.Limiter]
  /// What all keys of interest begin with: one scan for all limiters walks the key space once.
  package let common: [UInt8]
  /// Longest prefix first, so that `rl:login:` wins over `rl:`.
  private let order: [Candidate]

  private struct Candidate: Hashable, Sendable {
    var limiter: Int
    var prefix: [UInt8]
    var isShared: Bool
  }

  /// A key of a limiter.
  package struct Match: Hashable, Sendable {
    /// The limiter's place in the profile.
    package var limiter: Int
    /// What stands behind the prefix.
    package var rest: [UInt8]
    package var key: LimiterKey
    /// Whether another limiter of the profile counts on the same keys.
    package var isShared: Bool
  }

  /// Makes a matcher for those limiters that count in Redis.
  package init(_ limiters: [Profile.Limiter]) {
    self.limiters = limiters
    let inRedis = limiters.enumerated().filter { $0.element.format.store == .redis }
    var counts: [String: Int] = [:]
    for (_, limiter) in inRedis { counts[limiter.prefix, default: 0] += 1 }
    order = inRedis.map { place, limiter in
      Candidate(
        limiter: place,
        prefix: Array(limiter.prefix.utf8),
        isShared: counts[limiter.prefix, default: 0] > 1
      )
    }
    .sorted { $0.prefix.count > $1.prefix.count }
    common = order.map(\.prefix).commonBeginning
  }

  /// Whether the profile names any limiter that counts in Redis.
  package var isEmpty: Bool { order.isEmpty }

  /// The limiter of a key; nil: none.
  package func match(_ key: [UInt8]) -> Match? {
    if ReservedKeys.contains(key) { return nil }
    for candidate in order where key.starts(with: candidate.prefix) {
      let rest = key.dropFirst(candidate.prefix.count)
      let text = String(decoding: rest, as: UTF8.self)
      let format = limiters[candidate.limiter].format
      guard let parts = LimiterKey(text, format: format) else { continue }
      return Match(
        limiter: candidate.limiter,
        rest: Array(rest),
        key: parts,
        isShared: candidate.isShared
      )
    }
    return nil
  }
}

extension Collection where Element == [UInt8] {
  /// The bytes that all elements begin with; none where there is no element.
  package var commonBeginning: [UInt8] {
    guard let first else { return [] }
    return dropFirst().reduce(first) { common, element in
      Array(zip(common, element).prefix { $0 == $1 }.map(\.0))
    }
  }
}
