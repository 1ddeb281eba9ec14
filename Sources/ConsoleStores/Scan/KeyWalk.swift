import ConsoleDomain
import ConsoleRedis

/// One walk over the key space: SCAN in bounded steps, and a rest after each that leaves the server to its
/// customers.
struct KeyWalk {
  /// Records that a walk keeps at most.
  static let limit = 5_000_000
  private static let publishInterval: Duration = .milliseconds(300)

  let client: RedisClient
  let lane: RedisLane
  let deadline: Duration
  /// The run id of the server that is meant: a cursor means nothing to another one.
  let server: String?
  /// What all keys of interest begin with, taken literally.
  let beginning: [UInt8]
  let localNow: @Sendable () -> Instant
  var progress: ScanProgress

  private var pace: ScanPace
  private var cursor = Array("0".utf8)
  private var lastPublished: ContinuousClock.Instant?

  init(
    client: RedisClient,
    lane: RedisLane,
    deadline: Duration,
    server: String?,
    beginning: [UInt8],
    share: Double = ScanPace.usualShare,
    localNow: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.lane = lane
    self.deadline = deadline
    self.server = server
    self.beginning = beginning
    pace = ScanPace(share: share)
    self.localNow = localNow
    progress = ScanProgress(
      phase: .running,
      scanned: 0,
      estimatedTotal: 0,
      visited: 0,
      startedAt: localNow()
    )
  }

  fileprivate var isAtEnd: Bool { cursor == Array("0".utf8) }

  fileprivate mutating func begin() async throws(RedisFailure) {
    let reply = try await client.pipeline(
      [RedisCommand(name: "DBSIZE", arguments: [])],
      on: lane,
      deadline: deadline,
      expecting: server
    )
    // Not every identity may ask; the bar then has no end.
    progress.estimatedTotal = reply[0].integer.map { Int($0) } ?? 0
  }

  /// The keys of the next step, and what finding them cost the server.
  fileprivate mutating func next() async throws(RedisFailure) -> (keys: [[UInt8]], cost: Duration) {
    let start = ContinuousClock.now
    let replies = try await client.pipeline(
      [.time, .scan(cursor, matching: beginning, count: pace.count), .time],
      on: lane,
      deadline: deadline,
      expecting: server
    )
    let clock = ServerClock(
      first: replies[0],
      last: replies[2],
      elapsed: ContinuousClock.now - start
    )
    let page = try ScanPage(replies[1])
    progress.visited = min(progress.visited + pace.count, progress.estimatedTotal)
    cursor = page.cursor
    return (page.keys, clock.cost)
  }

  /// Rests after a step; a rest that is cancelled is a short one, and who walks sees the cancellation.
  fileprivate mutating func rest(
    afterCost cost: Duration,
    since start: ContinuousClock.Instant
  ) async {
    let rest = pace.rest(afterCost: cost, elapsed: ContinuousClock.now - start)
    if rest > .zero { try? await Task.sleep(for: rest) }
  }

  /// Whether it is time to show what was found so far.
  fileprivate mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    if let lastPublished, now - lastPublished < Self.publishInterval { return false }
    lastPublished = now
    return true
  }

  mutating func end(_ phase: ScanProgress.Phase) {
    progress.phase = phase
    progress.finishedAt = localNow()
    if phase == .complete { progress.visited = progress.estimatedTotal }
  }
}

/// What is made of the keys of a walk.
protocol KeyScan: ~Copyable {
  var walk: KeyWalk { get set }
  /// Records so far.
  var count: Int { get }
  /// What the records are called where there are too many.
  static var noun: String { get }

  /// Reads what the keys of a step hold; answers what that cost the server.
  mutating func take(_ keys: [[UInt8]]) async throws(RedisFailure) -> Duration
  /// Shows the records so far.
  mutating func publishNow()
  /// No more keys come.
  mutating func finish()
}

extension KeyScan where Self: ~Copyable {
  /// Walks to the end, the cap or a cancellation, publishing on the way.
  mutating func run() async throws(RedisFailure) {
    do throws(RedisFailure) {
      try await walk.begin()
      repeat {
        let start = ContinuousClock.now
        let page = try await walk.next()
        var cost = page.cost
        cost += try await take(page.keys)
        walk.progress.scanned = count
        if walk.isDue() { publishNow() }
        if Task.isCancelled { return end(.incomplete(reason: "stopped")) }
        if count >= KeyWalk.limit {
          return end(.incomplete(reason: "more than \(KeyWalk.limit) \(Self.noun)"))
        }
        await walk.rest(afterCost: cost, since: start)
      } while !walk.isAtEnd
      end(.complete)
    } catch {
      end(.incomplete(reason: error.code == .cancelled ? "stopped" : error.message))
      if error.code != .cancelled { throw error }
    }
  }

  private mutating func end(_ phase: ScanProgress.Phase) {
    finish()
    walk.end(phase)
  }
}
