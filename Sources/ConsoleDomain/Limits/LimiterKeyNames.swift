/// Finds the counter that a whole key belongs to, whichever of its keys it is.
package struct LimiterKeyNames: Hashable, Sendable {
  private let limiters: [Profile.Limiter]
  private let place: Int?
  private let matcher: LimiterMatcher

  /// Makes names over a profile's limiters, or over the one at this place.
  ///
  /// A key of MongoDB says nothing of its collection: it is found where the place is given alone.
  package init(_ limiters: [Profile.Limiter], within place: Int? = nil) {
    self.limiters = limiters
    self.place = place
    matcher = LimiterMatcher(limiters)
  }

  /// nil: a key of none of the limiters.
  package func counter(of key: [UInt8]) -> CounterID? {
    if let place, limiters.indices.contains(place), limiters[place].format.store == .mongo {
      let prefix = Array(limiters[place].prefix.utf8)
      guard key.starts(with: prefix), key.count > prefix.count else { return nil }
      return CounterID(limiter: place, rest: Array(key.dropFirst(prefix.count)))
    }
    guard let match = matcher.match(key), (place ?? match.limiter) == match.limiter else {
      return nil
    }
    return CounterID(match)
  }
}

extension CounterID {
  /// The counter of a key: a block and a timer are parts of the counter beside them.
  package init(_ match: LimiterMatcher.Match) {
    self.init(limiter: match.limiter, rest: match.rest)
    switch match.key.role {
    case .count: break
    case .block: rest = Array(rest.dropLast(":blocked".utf8.count)) + Array(":hits".utf8)
    case .timer: rest = Array(rest.dropLast(":timer".utf8.count))
    }
  }
}
