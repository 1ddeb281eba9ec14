import ConsoleDomain
import ConsoleRedis

/// A walk over the key space that looks for counters which are not watched yet.
struct CounterDiscovery: ~Copyable, KeyScan {
  static let noun = "counters"

  var walk: KeyWalk
  private let matcher: LimiterMatcher
  private let reader: CounterReader
  private let watch: SampledCounters
  private(set) var count = 0

  init(
    matcher: LimiterMatcher,
    reader: CounterReader,
    share: Double,
    watch: SampledCounters,
    localNow: @escaping @Sendable () -> Instant
  ) {
    self.matcher = matcher
    self.reader = reader
    self.watch = watch
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

  mutating func take(_ keys: [[UInt8]]) async throws(RedisFailure) -> Duration {
    var found: [(id: CounterID, isShared: Bool)] = []
    for key in keys {
      guard let match = matcher.match(key), match.key.role == .count else { continue }
      count += 1
      let id = CounterID(limiter: match.limiter, rest: match.rest)
      if !watch.meets(id) { found.append((id, match.isShared)) }
    }
    guard !found.isEmpty else { return .zero }
    let read = try await reader.read(found.map(\.id), localNow: walk.localNow())
    let now = walk.localNow()
    let counters = zip(found, read.readings).compactMap { place, reading in
      reading.flatMap { Counter(place.id, of: matcher.limiters, $0, isShared: place.isShared) }
    }
    watch.find(counters, server: read.clock.now ?? now, now: now)
    return read.clock.cost
  }

  /// What was found is told with the next look.
  func publishNow() {}

  func finish() {}
}
