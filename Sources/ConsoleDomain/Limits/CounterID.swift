import ConsoleCrypto
package import ConsoleText

/// One counter: the place of its limiter in the profile and the key behind the limiter's prefix.
///
/// The key may carry an address of a person: a description shows the client as it may be shown.
package struct CounterID: Hashable, Sendable {
  package var limiter: Int
  /// The key behind the prefix; in MongoDB the counter's own key.
  package var rest: [UInt8]

  /// Names a counter.
  package init(limiter: Int, rest: [UInt8]) {
    self.limiter = limiter
    self.rest = rest
  }

  /// SHA-256 of prefix and key in lower-case hex: how records name a counter.
  package func hash(prefix: String) -> String {
    SHA256.hexDigest(of: Array(prefix.utf8) + rest)
  }
}

extension CounterID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "counter of limiter \(limiter)" }
  package var debugDescription: String { description }

  /// Nothing inside, so that a dump of whatever holds it shows no address either.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// One counter as it was read, with the rules of its limiter.
package struct Counter: Hashable, Sendable {
  package var id: CounterID
  package var limiter: Profile.Limiter
  package var key: LimiterKey
  package var reading: CounterReading
  package var isShared: Bool

  /// Puts a counter together.
  package init(
    id: CounterID,
    limiter: Profile.Limiter,
    key: LimiterKey,
    reading: CounterReading,
    isShared: Bool = false
  ) {
    self.id = id
    self.limiter = limiter
    self.key = key
    self.reading = reading
    self.isShared = isShared
  }

  /// Takes a counter's key apart by its limiter; nil: it is no counter of one of these limiters.
  package init?(
    _ id: CounterID,
    of limiters: [Profile.Limiter],
    _ reading: CounterReading,
    isShared: Bool
  ) {
    guard limiters.indices.contains(id.limiter) else { return nil }
    let limiter = limiters[id.limiter]
    guard let key = LimiterKey(String(decoding: id.rest, as: UTF8.self), format: limiter.format)
    else { return nil }
    self.init(id: id, limiter: limiter, key: key, reading: reading, isShared: isShared)
  }

  /// What it means at this moment of the server's clock.
  package func standing(at now: Instant) -> CounterStanding {
    var standing = CounterRules(limiter).standing(of: reading, key: key, now: now)
    if isShared { standing.flags.insert(.shared) }
    return standing
  }

  /// The key as it may be shown: what names a person is masked.
  package func shownKey(_ alphabet: Alphabet = .unicode) -> String {
    let route = key.route.map { "\($0) " } ?? ""
    return SafeText.of(limiter.prefix + route + key.client.shown(alphabet))
  }
}
