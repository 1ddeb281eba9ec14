import ConsoleDomain
import ConsoleRedis

/// Reads counters of Redis by their keys, each as its limiter's format keeps it, in one pipeline.
struct CounterReader: Sendable {
  let client: RedisClient
  let lane: RedisLane
  let deadline: Duration
  let limiters: [Profile.Limiter]
  /// The run id of the server that is meant; nil: whichever answers.
  var server: String?

  /// What one exchange brought.
  struct Page: Sendable {
    /// One for each counter, in their order; nil: gone, or told by another key of the same counter.
    var readings: [CounterReading?]
    var clock: ServerClock
  }

  /// Reads these counters; `localNow` stands in for a server's clock that may not be asked.
  func read(
    _ ids: [CounterID],
    localNow: Instant
  ) async throws(RedisFailure) -> Page {
    let shapes = ids.map { shape($0) }
    var commands: [RedisCommand] = [.time]
    for shape in shapes { commands += shape.commands }
    commands.append(.time)
    let start = ContinuousClock.now
    let replies = try await client.pipeline(
      commands,
      on: lane,
      deadline: deadline,
      expecting: server
    )
    let clock = ServerClock(
      first: replies[0],
      last: replies[replies.count - 1],
      elapsed: ContinuousClock.now - start
    )
    let now = clock.now ?? localNow
    var readings: [CounterReading?] = []
    readings.reserveCapacity(ids.count)
    var place = 1
    for shape in shapes {
      let end = place + shape.commands.count
      readings.append(try shape.reading(replies[place..<end], now: now))
      place = end
    }
    return Page(readings: readings, clock: clock)
  }

  private func shape(_ id: CounterID) -> CounterShape {
    let limiter = limiters[id.limiter]
    let key = Array(limiter.prefix.utf8) + id.rest
    switch limiter.format {
    case .throttler: return .throttler(key)
    case .laravel: return .laravel(key)
    case .upstashSliding: return .sliding(key)
    case .upstashTokens: return .hash(key, ["refilledAt", "tokens"])
    case .laravelThrottle: return .hash(key, ["start", "end", "count"])
    default: return .plain(key)
    }
  }
}

extension RedisCommand {
  /// The beginning of a counter: nothing longer is a number.
  static func number(at key: [UInt8]) -> RedisCommand { head(of: key, bytes: 24) }

  static func timeLeft(of key: [UInt8]) -> RedisCommand {
    RedisCommand(name: "PTTL", arguments: [key])
  }
}
