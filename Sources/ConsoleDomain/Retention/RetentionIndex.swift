/// The retention index that the reference backend means to have and can't: its own has `$ne` in the
/// filter, which MongoDB refuses (code 67), so its events live for ever (backend-data.md 0.2).
package enum RetentionIndex {
  package static let name = "retention_unless_held"
  package static let field = "createdAt"
  /// Ten years of 365 days.
  package static let seconds: Int64 = 315_360_000
  /// The flag whose `false` puts an event into the index; a hold takes it out with the flag.
  package static let flag = "legalHold"

  /// What `createIndex` would be given, for people.
  package static let text =
    "{\(field): 1}, expireAfterSeconds \(seconds), partialFilterExpression {\(flag): false}"

  /// What stands in the way of the index, or shows that it is there.
  package enum Standing: Hashable, Sendable {
    /// An index does what is wanted, whatever its name.
    case present(index: String)
    case absent
    /// An index with its key or its name has other options; the server would refuse (codes 85, 86).
    case blocked(index: String, because: String)
    case unknown(StoreProblem)
  }

  /// Events older than this would be deleted.
  package static func bound(at now: Instant) -> Instant {
    Instant(milliseconds: now.milliseconds - seconds * 1_000)
  }
}
