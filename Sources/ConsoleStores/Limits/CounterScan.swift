import ConsoleDomain
import ConsoleRedis

/// One walk over the key space for the keys of limiters: SCAN in bounded steps, the page's counters in a
/// pipeline, and a rest that leaves the server to its customers.
struct CounterScan: ~Copyable {
  static let rowLimit = 5_000_000
  private static let publishInterval: Duration = .milliseconds(300)

  private let matcher: LimiterMatcher
  private let reader: CounterReader
  private let localNow: @Sendable () -> Instant
  private let publish: @Sendable (CounterSnapshot) -> Void

  private var sealed: [CounterSegment] = []
  private var open = CounterSegment()
  private var seen = Set<CounterID>()
  private var pace: ScanPace
  private var progress: ScanProgress
  private var cursor = Array("0".utf8)
  private var lastPublished: ContinuousClock.Instant?

  init(
    matcher: LimiterMatcher,
    reader: CounterReader,
    pace: ScanPace,
    localNow: @escaping @Sendable () -> Instant,
    publish: @escaping @Sendable (CounterSnapshot) -> Void
  ) {
    self.matcher = matcher
    self.reader = reader
    self.pace = pace
    self.localNow = localNow
    self.publish = publish
    progress = ScanProgress(
      phase: .running,
      scanned: 0,
      estimatedTotal: 0,
      visited: 0,
      startedAt: localNow()
    )
  }

  /// The counters so far.
  var snapshot: CounterSnapshot {
    CounterSnapshot(
      limiters: matcher.limiters,
      progress: progress,
      segments: open.count == 0 ? sealed : sealed + [open]
    )
  }

  private var isAtEnd: Bool { cursor == Array("0".utf8) }

  /// Walks to the end, the row cap or a cancellation, publishing on the way.
  mutating func run() async throws(RedisFailure) {
    do throws(RedisFailure) {
      progress.estimatedTotal = try await reader.client.keyCount(
        on: reader.lane,
        deadline: reader.deadline,
        expecting: reader.server
      )
      repeat {
        let start = ContinuousClock.now
        let cost = try await step()
        publishIfDue()
        if Task.isCancelled { return end(.incomplete(reason: "stopped")) }
        if progress.scanned >= Self.rowLimit {
          return end(.incomplete(reason: "more than \(Self.rowLimit) counters"))
        }
        let rest = pace.rest(afterCost: cost, elapsed: ContinuousClock.now - start)
        // A cancelled rest is seen after the next step, which then is the last.
        if rest > .zero { try? await Task.sleep(for: rest) }
      } while !isAtEnd
      end(.complete)
    } catch {
      end(.incomplete(reason: error.code == .cancelled ? "stopped" : error.message))
      if error.code != .cancelled { throw error }
    }
  }

  /// A profile without limiters in Redis has nothing to walk for.
  mutating func skip() { end(.complete) }

  private mutating func end(_ phase: ScanProgress.Phase) {
    progress.phase = phase
    progress.finishedAt = localNow()
    if phase == .complete { progress.visited = progress.estimatedTotal }
  }

  /// One page: its keys, then what they hold; answers what both cost the server.
  private mutating func step() async throws(RedisFailure) -> Duration {
    let start = ContinuousClock.now
    let replies = try await reader.client.pipeline(
      [.time, .scan(cursor, matching: matcher.common, count: pace.count), .time],
      on: reader.lane,
      deadline: reader.deadline,
      expecting: reader.server
    )
    let clock = ServerClock(
      first: replies[0],
      last: replies[2],
      elapsed: ContinuousClock.now - start
    )
    let page = try ScanPage(replies[1])
    progress.visited = min(progress.visited + pace.count, progress.estimatedTotal)
    cursor = page.cursor
    let found = page.keys.compactMap { newCounter($0) }
    guard !found.isEmpty else { return clock.cost }
    let read = try await reader.read(found.map(\.id), localNow: localNow())
    for (counter, reading) in zip(found, read.readings) {
      guard let reading else { continue }
      append(counter.id, reading, isShared: counter.isShared)
    }
    return clock.cost + read.clock.cost
  }

  /// The counter of a key, unless another of its keys or an earlier page had it.
  private mutating func newCounter(_ key: [UInt8]) -> (id: CounterID, isShared: Bool)? {
    guard let match = matcher.match(key), match.key.role != .timer else { return nil }
    var id = CounterID(limiter: match.limiter, rest: match.rest)
    if match.key.role == .block { id.rest = Self.hits(besides: id.rest) }
    guard seen.insert(id).inserted else { return nil }
    return (id, match.isShared)
  }

  /// A block's counter is named by its hits, so that both keys mean one.
  private static func hits(besides block: [UInt8]) -> [UInt8] {
    Array(block.dropLast(":blocked".utf8.count)) + Array(":hits".utf8)
  }

  private mutating func append(_ id: CounterID, _ reading: CounterReading, isShared: Bool) {
    open.append(id, reading, isShared: isShared)
    progress.scanned += 1
    guard open.count >= CounterSegment.capacity else { return }
    sealed.append(open)
    open = CounterSegment()
  }

  private mutating func publishIfDue() {
    let now = ContinuousClock.now
    if let lastPublished, now - lastPublished < Self.publishInterval { return }
    lastPublished = now
    publish(snapshot)
  }
}
