/// A rate-limit counter whose key carries an address or a number of the subject.
package struct SubjectCounter: Hashable, Sendable {
  /// The limiter's name in the profile.
  package var limiter: String
  /// The key with the personal part masked.
  package var key: String
  /// nil: there, but not a number.
  package var hits: Int?
  /// nil: the profile does not say.
  package var limit: Int?
  /// nil: it never ends by itself.
  package var endsAt: Instant?
  /// Whether the next try is refused; nil where that is not known (`CounterRules`).
  package var isBlocked: Bool?

  /// Makes a counter.
  package init(
    limiter: String,
    key: String,
    hits: Int?,
    limit: Int?,
    endsAt: Instant?,
    isBlocked: Bool?
  ) {
    self.limiter = limiter
    self.key = key
    self.hits = hits
    self.limit = limit
    self.endsAt = endsAt
    self.isBlocked = isBlocked
  }
}
