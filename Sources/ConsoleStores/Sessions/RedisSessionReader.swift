import ConsoleDomain
import ConsoleRedis

/// Reads session keys in pipelines: length, head and time to live, between two looks at the clock.
///
/// No `TYPE` is asked for: a key of another type answers WRONGTYPE to the same commands, without
/// its value, and costs one round trip less.
struct RedisSessionReader: Sendable {
  /// Most of a value that is ever read (tui.md c.9).
  static let headLimit = 65_536
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
    commands.reserveCapacity(ids.count * 3 + 2)
    for id in ids {
      let key = id.key
      commands.append(RedisCommand(name: "STRLEN", arguments: [key]))
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
      readings.append(try Self.reading(id, replies[(1 + index * 3)..<(4 + index * 3)]))
    }
    try await readLongHeads(&readings)
    return Page(readings: readings, clock: clock)
  }

  private func exchange(_ commands: [RedisCommand]) async throws(RedisFailure) -> [RedisReply] {
    try await client.pipeline(commands, on: lane, deadline: deadline, expecting: server)
  }

  private static func reading(
    _ id: SessionID,
    _ replies: ArraySlice<RedisReply>
  ) throws(RedisFailure) -> SessionReading {
    let (length, head, remaining) = (
      replies[replies.startIndex], replies[replies.startIndex + 1], replies[replies.startIndex + 2]
    )
    guard let milliseconds = try remaining.value("PTTL").integer else {
      throw RedisFailure(.protocolViolation, operation: "PTTL")
    }
    if case .error(let error) = length, error.code == "WRONGTYPE" {
      return SessionReading(
        id: id,
        value: [],
        length: 0,
        remaining: milliseconds,
        isString: false
      )
    }
    let bytes = try length.value("STRLEN").integer ?? 0
    let value: [UInt8] =
      if case .error(let error) = head, error.code == "WRONGTYPE" {
        []
      } else {
        try head.value("GETRANGE").bytes ?? []
      }
    return SessionReading(id: id, value: value, length: Int(bytes), remaining: milliseconds)
  }

  private func readLongHeads(_ readings: inout [SessionReading]) async throws(RedisFailure) {
    var long = readings.indices.filter { readings[$0].length > Self.shortHead }[...]
    while !long.isEmpty {
      let indices = long.prefix(Self.longHeadsAtOnce)
      long = long.dropFirst(indices.count)
      let replies = try await exchange(
        indices.map { .head(of: readings[$0].id.key, bytes: Self.headLimit) }
      )
      for (index, reply) in zip(indices, replies) {
        // Gone or changed since: what was read before stays.
        if let bytes = reply.bytes, bytes.count >= readings[index].value.count {
          readings[index].value = bytes
        }
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

  static func head(of key: [UInt8], bytes: Int) -> RedisCommand {
    RedisCommand(
      name: "GETRANGE",
      arguments: [key, Array("0".utf8), Array(String(bytes - 1).utf8)]
    )
  }
}

extension RedisReply {
  /// This reply, or the failure that an error reply stands for.
  func value(_ operation: String) throws(RedisFailure) -> RedisReply {
    if case .error(let error) = self { throw RedisFailure(error, operation: operation) }
    return self
  }
}
