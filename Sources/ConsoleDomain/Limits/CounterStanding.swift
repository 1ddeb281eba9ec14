/// Where a counter stands: what the reading means by the rules of its format and the profile's limits.
package struct CounterStanding: Hashable, Sendable {
  /// Hits in the window that runs; nil: unreadable.
  package var hits: Int64?
  /// nil: neither the profile nor the store says.
  package var limit: Int64?
  /// When the window or the block ends; nil: never, or not known.
  package var endsAt: Instant?
  /// Whether the next try is refused; nil: not known.
  package var isBlocked: Bool?
  /// When the block began; nil: not blocked, or the store does not tell.
  package var blockedSince: Instant?
  package var flags: CounterFlags = []

  init(hits: Int64?, limit: Int64?, endsAt: Instant?) {
    self.hits = hits
    self.limit = limit
    self.endsAt = endsAt
  }

  /// Tries that are left; nil where the limit is not known.
  package var remaining: Int64? {
    guard let hits, let limit else { return nil }
    return max(0, limit - max(0, hits))
  }

  /// Hits that were refused in this window, at least; nil: not known.
  package var refused: Int64? {
    guard let hits, let limit, isBlocked != nil, !flags.contains(.delays) else { return nil }
    return max(0, hits - limit)
  }
}
