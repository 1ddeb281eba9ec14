import ConsoleDomain
import ConsoleRedis

/// Reads session keys in pipelines: head and time to live, between two looks at the clock.
///
/// No `TYPE` is asked for: a key of another type answers WRONGTYPE to the same commands, without
/// its value, and costs one round trip less. Nor is the length of what came whole.
struct RedisSessionReader: Sendable {
  /// Most of a value that is ever read (tui.md c.9).
  static let headLimit = StoredValue.limit
  /// What is read of every value at first; nearly all sessions are shorter.
  static let shortHead = 8192
  /// Long heads in one exchange, so that an answer stays below 16 MB.
  private static let longHeadsAtOnce = 250

  let client: RedisClient
  let lane: RedisLane
  let deadline: Duration
  /// The run id of the server that is meant; nil: whichever answers.
  var server: String?

  /// What one exchange brought.
  struct Page: Sendable {
    /// One for each id, in their order; the remaining time of a key that is gone is -2.
    var readings: [SessionReading]
    var clock: ServerClock
  }

  /// Reads the keys of these sessions.
  func read(_ ids: [SessionID]) async throws(RedisFailure) -> Page {
    var commands: [RedisCommand] = [.time]
    commands.reserveCapacity(ids.count * 2 + 2)
    for id in ids {
      let key = id.key
      commands.append(.head(of: key, bytes: Self.shortHead))
      commands.append(RedisCommand(name: "PTTL", arguments: [key]))
    }
    commands.append(.time)
    let start = ContinuousClock.now
    let replies = try await exchange(commands)
    let clock = ServerClock(
      first: replies[0],
      last: replies[replies.count - 1],
      elapsed: ContinuousClock.now - start
    )
    var readings: [SessionReading] = []
    readings.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      let place = 1 + index * 2
      readings.append(
        try Self.reading(id, head: replies[place], remaining: replies[place + 1])
      )
    }
    try await readLongHeads(&readings)
    return Page(readings: readings, clock: clock)
  }

  private func exchange(_ commands: [RedisCommand]) async throws(RedisFailure) -> [RedisReply] {
    try await client.pipeline(commands, on: lane, deadline: deadline, expecting: server)
  }

  private static func reading(
    _ id: SessionID,
    head: RedisReply,
    remaining: RedisReply
  ) throws(RedisFailure) -> SessionReading {
    guard let milliseconds = try remaining.value("PTTL").integer else {
      throw RedisFailure(.protocolViolation, operation: "PTTL")
    }
    if case .error(let error) = head, error.code == "WRONGTYPE" {
      return SessionReading(
        id: id,
        value: [],
        length: 0,
        remaining: milliseconds,
        isString: false
      )
    }
    let value = try head.value("GETRANGE").bytes ?? []
    return SessionReading(id: id, value: value, length: value.count, remaining: milliseconds)
  }

  /// Reads more of the values that filled the short head, and how long they are.
  private func readLongHeads(_ readings: inout [SessionReading]) async throws(RedisFailure) {
    var long = readings.indices.filter { readings[$0].value.count == Self.shortHead }[...]
    while !long.isEmpty {
      let indices = long.prefix(Self.longHeadsAtOnce)
      long = long.dropFirst(indices.count)
      let replies = try await exchange(
        indices.flatMap { index in
          let key = readings[index].id.key
          return [
            .head(of: key, bytes: Self.headLimit), RedisCommand(name: "STRLEN", arguments: [key]),
          ]
        }
      )
      for (place, index) in indices.enumerated() {
        guard let bytes = replies[place * 2].bytes, let length = replies[place * 2 + 1].integer
        else { continue }
        readings[index].value = bytes
        readings[index].length = max(Int(length), bytes.count)
        // Gone since the head was read.
        if bytes.isEmpty { readings[index].remaining = -2 }
      }
    }
  }
}

extension SessionID {
  /// The whole key in Redis.
  var key: [UInt8] { Array(namespace.utf8) + bytes }
}

extension RedisCommand {
  static let time = RedisCommand(name: "TIME", arguments: [])

  private static let start = Array("0".utf8)

  static func head(of key: [UInt8], bytes: Int) -> RedisCommand {
    RedisCommand(name: "GETRANGE", arguments: [key, start, Array(String(bytes - 1).utf8)])
  }
}

extension RedisReply {
  /// This reply, or the failure that an error reply stands for.
  func value(_ operation: String) throws(RedisFailure) -> RedisReply {
    if case .error(let error) = self { throw RedisFailure(error, operation: operation) }
    return self
  }
}
