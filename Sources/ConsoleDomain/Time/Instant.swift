/// A point in time as whole milliseconds since 1970-01-01T00:00:00Z, the resolution of both stores.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch; negative before 1970.
  package var milliseconds: Int64

  /// Makes an instant from milliseconds since the Unix epoch.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant {
  /// The time from this instant to `other`; negative when `other` is earlier.
  package func duration(to other: Instant) -> Duration {
    .milliseconds(other.milliseconds &- milliseconds)
  }

  /// This instant moved by `duration`, cut to whole milliseconds.
  package func advanced(by duration: Duration) -> Instant {
    Instant(milliseconds: milliseconds &+ duration.wholeMilliseconds)
  }
}

extension Duration {
  /// Whole milliseconds, rounded toward zero.
  package var wholeMilliseconds: Int64 {
    components.seconds &* 1000 &+ components.attoseconds / 1_000_000_000_000_000
  }
}
