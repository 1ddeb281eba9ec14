import ConsoleDomain
import ConsoleRedis

/// One walk over the key space: SCAN in bounded steps, the page's reads in a pipeline, rows into
/// the index, and a rest that leaves the server to its customers.
struct SessionScan: ~Copyable {
  static let rowLimit = 5_000_000
  private static let publishInterval: Duration = .milliseconds(300)

  private let prefixes: KeyPrefixes
  private let reader: RedisSessionReader
  private let joiner: NameJoiner
  private let localNow: @Sendable () -> Instant
  private let publish: @Sendable (SessionSnapshot) -> Void

  private var decoder: SessionDecoder
  private var builder: SessionIndexBuilder
  private var pace = ScanPace()
  private var progress: ScanProgress
  private var cursor = Array("0".utf8)
  private var asked = NameJoiner.Batch()
  private var wanted = NameJoiner.Batch()
  private var lastPublished: ContinuousClock.Instant?

  init(
    number: Int,
    prefixes: KeyPrefixes,
    reader: RedisSessionReader,
    fields: SessionFieldMap,
    joiner: NameJoiner,
    localNow: @escaping @Sendable () -> Instant,
    publish: @escaping @Sendable (SessionSnapshot) -> Void
  ) {
    self.prefixes = prefixes
    self.reader = reader
    self.joiner = joiner
    self.localNow = localNow
    self.publish = publish
    decoder = SessionDecoder(fields)
    builder = SessionIndexBuilder(scan: number)
    progress = ScanProgress(
      phase: .running,
      scanned: 0,
      estimatedTotal: 0,
      visited: 0,
      startedAt: localNow()
    )
  }

  /// Rows so far.
  var count: Int { builder.count }

  private var isAtEnd: Bool { cursor == Array("0".utf8) }

  /// The index as it is now.
  func snapshot(otherPrefixes: [String] = []) -> SessionSnapshot {
    builder.snapshot(
      progress: progress,
      directory: joiner.directory,
      otherPrefixes: otherPrefixes
    )
  }

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
        if builder.count >= Self.rowLimit {
          return end(.incomplete(reason: "more than \(Self.rowLimit) sessions"))
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

  private mutating func end(_ phase: ScanProgress.Phase) {
    joiner.want(wanted)
    wanted = NameJoiner.Batch()
    progress.phase = phase
    progress.finishedAt = localNow()
    if phase == .complete { progress.visited = progress.estimatedTotal }
  }

  /// One page: its keys, then what they hold; answers what both cost the server.
  private mutating func step() async throws(RedisFailure) -> Duration {
    let start = ContinuousClock.now
    let replies = try await reader.client.pipeline(
      [.time, .scan(cursor, matching: prefixes.common, count: pace.count), .time],
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
    var ids: [SessionID] = []
    ids.reserveCapacity(page.keys.count)
    for key in page.keys {
      guard let (namespace, sid) = prefixes.split(key) else { continue }
      ids.append(SessionID(namespace: namespace, bytes: sid))
    }
    guard !ids.isEmpty else {
      cursor = page.cursor
      return clock.cost
    }
    let read = try await reader.read(ids)
    add(read.readings, now: read.clock.now ?? localNow())
    cursor = page.cursor
    return clock.cost + read.clock.cost
  }

  private mutating func add(_ readings: [SessionReading], now: Instant) {
    for reading in readings {
      guard let row = decoder.row(reading, now: now) else { continue }
      guard builder.append(row) == .added else { continue }
      if let user = row.userID, asked.users.insert(user).inserted { wanted.users.insert(user) }
      if let organization = row.organizationID,
        asked.organizations.insert(organization).inserted
      {
        wanted.organizations.insert(organization)
      }
      if wanted.count >= NameJoiner.batchSize {
        joiner.want(wanted)
        wanted = NameJoiner.Batch()
      }
    }
    progress.scanned = builder.count
  }

  private mutating func publishIfDue() {
    let now = ContinuousClock.now
    if let lastPublished, now - lastPublished < Self.publishInterval { return }
    lastPublished = now
    joiner.want(wanted)
    wanted = NameJoiner.Batch()
    publish(snapshot())
  }
}
