/// What one look at the stores found of a counter, before any rule judges it.
package struct CounterReading: Hashable, Sendable {
  package var value: Value
  package var left: TimeLeft
  package var companion: Companion?

  /// What the key or document holds.
  package enum Value: Hashable, Sendable {
    case count(Int64)
    /// A token bucket: what is left of it, and when it was filled up.
    case tokens(Int64, refilledAt: Instant)
    /// A count with the end of its window.
    case span(count: Int64, end: Instant)
    /// Another type, or no number.
    case unreadable
  }

  /// When the key or document ends by itself.
  package enum TimeLeft: Hashable, Sendable {
    case ends(Instant)
    case never
  }

  /// What a second key says of the same counter.
  package enum Companion: Hashable, Sendable {
    /// The block of a throttler, with the moment it ends; nil: it has no end.
    case block(until: Instant?)
    /// The end of the window that Laravel keeps beside the count.
    case timer(Instant)
    /// The count of the window before.
    case previous(Int64)
  }

  /// Makes a reading.
  package init(value: Value, left: TimeLeft, companion: Companion? = nil) {
    self.value = value
    self.left = left
    self.companion = companion
  }
}
