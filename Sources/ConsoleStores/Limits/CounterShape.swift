import ConsoleDomain
import ConsoleRedis

/// Which commands read a counter, and what their replies say of it.
struct CounterShape: Sendable {
  let commands: [RedisCommand]
  private let decode: Decoding

  private enum Decoding: Sendable {
    case plain
    case throttler
    case laravel
    case sliding
    case tokens
    case span
  }

  private init(_ decode: Decoding, _ commands: [RedisCommand]) {
    self.decode = decode
    self.commands = commands
  }

  static func plain(_ key: [UInt8]) -> CounterShape {
    CounterShape(.plain, [.timeLeft(of: key), .number(at: key)])
  }

  /// Hits and block of one client, whichever of the two keys was found.
  static func throttler(_ key: [UInt8]) -> CounterShape {
    let tag = key.prefix(through: key.lastIndex(of: UInt8(ascii: "}")) ?? key.endIndex - 1)
    let hits = tag + Array(":hits".utf8)
    let block = tag + Array(":blocked".utf8)
    return CounterShape(
      .throttler,
      [.timeLeft(of: Array(hits)), .number(at: Array(hits)), .timeLeft(of: Array(block))]
    )
  }

  static func laravel(_ key: [UInt8]) -> CounterShape {
    CounterShape(
      .laravel,
      [.timeLeft(of: key), .number(at: key), .number(at: key + Array(":timer".utf8))]
    )
  }

  /// The bucket of a window with the ones before and behind it.
  static func sliding(_ key: [UInt8]) -> CounterShape {
    guard let colon = key.lastIndex(of: UInt8(ascii: ":")),
      let number = Int64(String(decoding: key[(colon + 1)...], as: UTF8.self)),
      number > 0, number < .max
    else { return plain(key) }
    let name = key[...colon]
    return CounterShape(
      .sliding,
      [
        .timeLeft(of: key), .number(at: key), .number(at: name + Array(String(number - 1).utf8)),
        .number(at: name + Array(String(number + 1).utf8)),
      ]
    )
  }

  static func hash(_ key: [UInt8], _ fields: [String]) -> CounterShape {
    CounterShape(
      fields.count == 2 ? .tokens : .span,
      [
        .timeLeft(of: key),
        RedisCommand(name: "HMGET", arguments: [key] + fields.map { Array($0.utf8) }),
      ]
    )
  }

  /// What the replies say; nil: the counter is gone, or another key tells it.
  func reading(
    _ replies: ArraySlice<RedisReply>,
    now: Instant
  ) throws(RedisFailure) -> CounterReading? {
    let replies = Array(replies)
    let left = try Self.left(replies[0], now)
    switch decode {
    case .plain:
      guard let left else { return nil }
      return CounterReading(value: try Self.count(replies[1]), left: left)
    case .throttler: return try throttled(replies, left, now)
    case .laravel:
      guard let left else { return nil }
      let timer = try Self.number(replies[2]).map {
        CounterReading.Companion.timer(Instant(milliseconds: $0 &* 1000))
      }
      return CounterReading(value: try Self.count(replies[1]), left: left, companion: timer)
    case .sliding:
      // The next bucket's own reading has this one as the one before.
      guard let left, try Self.number(replies[3]) == nil else { return nil }
      return CounterReading(
        value: try Self.count(replies[1]),
        left: left,
        companion: try Self.number(replies[2]).map(CounterReading.Companion.previous)
      )
    case .tokens, .span:
      guard let left else { return nil }
      return CounterReading(value: try fields(replies[1]), left: left)
    }
  }

  private func throttled(
    _ replies: [RedisReply],
    _ left: CounterReading.TimeLeft?,
    _ now: Instant
  ) throws(RedisFailure) -> CounterReading? {
    let block = try Self.left(replies[2], now)
    guard left != nil || block != nil else { return nil }
    return CounterReading(
      value: left == nil ? .count(0) : try Self.count(replies[1]),
      left: left ?? block ?? .never,
      companion: block.map { .block(until: $0.end) }
    )
  }

  private func fields(_ reply: RedisReply) throws(RedisFailure) -> CounterReading.Value {
    if case .error(let error) = reply, error.code == "WRONGTYPE" { return .unreadable }
    let numbers = try reply.value("HMGET").elements?.map { Self.number(in: $0.bytes) } ?? []
    switch decode {
    case .tokens:
      guard numbers.count == 2, let refilledAt = numbers[0], let tokens = numbers[1] else {
        return .unreadable
      }
      return .tokens(tokens, refilledAt: Instant(milliseconds: refilledAt))
    default:
      guard numbers.count == 3, let end = numbers[1], let count = numbers[2] else {
        return .unreadable
      }
      return .span(count: count, end: Instant(milliseconds: end &* 1000))
    }
  }

  /// nil: there is no such key.
  private static func left(
    _ reply: RedisReply,
    _ now: Instant
  ) throws(RedisFailure) -> CounterReading.TimeLeft? {
    guard let milliseconds = try reply.value("PTTL").integer else {
      throw RedisFailure(.protocolViolation, operation: "PTTL")
    }
    switch milliseconds {
    case -2: return nil
    case ..<0: return .never
    default: return .ends(now.advanced(by: .milliseconds(milliseconds)))
    }
  }

  private static func count(_ reply: RedisReply) throws(RedisFailure) -> CounterReading.Value {
    try number(reply).map(CounterReading.Value.count) ?? .unreadable
  }

  /// nil: empty, no number, or a value of another type.
  private static func number(_ reply: RedisReply) throws(RedisFailure) -> Int64? {
    if case .error(let error) = reply, error.code == "WRONGTYPE" { return nil }
    return number(in: try reply.value("GETRANGE").bytes)
  }

  /// Whole numbers alone; some libraries write `3.0`.
  private static func number(in bytes: [UInt8]?) -> Int64? {
    guard let bytes, !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.down)) }
  }
}
