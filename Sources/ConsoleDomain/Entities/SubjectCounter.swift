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

  /// Makes a counter.
  package init(limiter: String, key: String, hits: Int?, limit: Int?, endsAt: Instant?) {
    self.limiter = limiter
    self.key = key
    self.hits = hits
    self.limit = limit
    self.endsAt = endsAt
  }

  /// Whether the next try is refused; nil where that is not known.
  ///
  /// The backend refuses above the limit, not at it (backend-data.md 0.1).
  package var isBlocked: Bool? {
    guard let hits, let limit else { return nil }
    return hits > limit
  }
}
