package import ConsoleDomain

/// What a part of an access log says: requests by the minute, refused ones by everything that is known.
package struct AccessLogTally: Sendable {
  /// Lines that are not empty.
  package var lines = 0
  /// Lines that are not of the format.
  package var unreadable = 0
  /// All requests by the beginning of their minute.
  package private(set) var requests: [Instant: Int] = [:]
  /// How often each refusal came, by a refusal with a count of 1.
  package private(set) var refusals: [Refusal: Int] = [:]

  /// Makes an empty tally.
  package init() {}

  /// The beginnings of the first and the last minute with a request; nil: there was none.
  package var minutes: ClosedRange<Instant>? {
    guard let first = requests.keys.min(), let last = requests.keys.max() else { return nil }
    return first...last
  }

  mutating func add(requests count: Int, in minute: Instant) {
    requests[minute, default: 0] += count
  }

  mutating func add(_ refusal: Refusal) { refusals[refusal, default: 0] += 1 }

  /// Takes in another part.
  package mutating func merge(_ other: AccessLogTally) {
    lines += other.lines
    unreadable += other.unreadable
    requests.merge(other.requests, uniquingKeysWith: +)
    refusals.merge(other.refusals, uniquingKeysWith: +)
  }

  /// What lies in a time alone; a minute does when it begins there.
  package func only(in time: Range<Instant>) -> AccessLogTally {
    var part = self
    part.requests = requests.filter { time.contains($0.key) }
    part.refusals = refusals.filter { time.contains($0.key.at) }
    return part
  }

  /// The same as a batch of a source.
  package func batch(of source: RefusalSource, recorded: Range<Instant>?) -> RefusalBatch {
    RefusalBatch(
      source,
      refusals: refusals.map { refusal, count in refusal.times(count) },
      requests: requests.map { (at: $0.key, count: $0.value) },
      recorded: recorded
    )
  }
}
