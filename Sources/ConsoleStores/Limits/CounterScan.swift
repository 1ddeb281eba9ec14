import ConsoleDomain
import ConsoleRedis

/// The counters of a walk over the key space for the keys of limiters.
struct CounterScan: ~Copyable, KeyScan {
  static let noun = "counters"

  var walk: KeyWalk
  private let matcher: LimiterMatcher
  private let reader: CounterReader
  private let publish: @Sendable (CounterSnapshot) -> Void

  private var sealed: [CounterSegment] = []
  private var open = CounterSegment()
  private var seen = Set<CounterID>()

  init(
    matcher: LimiterMatcher,
    reader: CounterReader,
    share: Double,
    localNow: @escaping @Sendable () -> Instant,
    publish: @escaping @Sendable (CounterSnapshot) -> Void
  ) {
    self.matcher = matcher
    self.reader = reader
    self.publish = publish
    walk = KeyWalk(
      client: reader.client,
      lane: reader.lane,
      deadline: reader.deadline,
      server: reader.server,
      beginning: matcher.common,
      share: share,
      localNow: localNow
    )
  }

  /// Counters so far.
  var count: Int { sealed.count * CounterSegment.capacity + open.count }

  /// The counters so far.
  var snapshot: CounterSnapshot {
    CounterSnapshot(
      limiters: matcher.limiters,
      progress: walk.progress,
      segments: open.count == 0 ? sealed : sealed + [open]
    )
  }

  mutating func take(_ keys: [[UInt8]]) async throws(RedisFailure) -> Duration {
    let found = keys.compactMap { newCounter($0) }
    guard !found.isEmpty else { return .zero }
    let read = try await reader.read(found.map(\.id), localNow: walk.localNow())
    for (counter, reading) in zip(found, read.readings) {
      guard let reading else { continue }
      append(counter.id, reading, isShared: counter.isShared)
    }
    return read.clock.cost
  }

  /// The counter of a key, unless another of its keys or an earlier page had it.
  private mutating func newCounter(_ key: [UInt8]) -> (id: CounterID, isShared: Bool)? {
    guard let match = matcher.match(key), match.key.role != .timer else { return nil }
    let id = CounterID(match)
    guard seen.insert(id).inserted else { return nil }
    return (id, match.isShared)
  }

  private mutating func append(_ id: CounterID, _ reading: CounterReading, isShared: Bool) {
    open.append(id, reading, isShared: isShared)
    guard open.count >= CounterSegment.capacity else { return }
    sealed.append(open)
    open = CounterSegment()
  }

  func publishNow() { publish(snapshot) }

  func finish() {}
}
