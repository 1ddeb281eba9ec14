import ConsoleDomain
import ConsoleRedis

/// What the server's clock said at the two ends of a pipeline.
struct ServerClock: Hashable, Sendable {
  /// The server's time at the end; nil where `TIME` is not allowed.
  var now: Instant?
  /// What the commands between took: by the server's clock, else by ours, round trip included.
  var cost: Duration

  init(first: RedisReply, last: RedisReply, elapsed: Duration) {
    let (start, end) = (Self.microseconds(first), Self.microseconds(last))
    now = end.map { Instant(milliseconds: $0 / 1000) }
    if let start, let end, end >= start {
      cost = .microseconds(end - start)
    } else {
      cost = elapsed
    }
  }

  /// `TIME` answers seconds and microseconds of the current second.
  static func microseconds(_ reply: RedisReply) -> Int64? {
    guard let parts = reply.elements, parts.count == 2, let seconds = parts[0].integer,
      let rest = parts[1].integer
    else { return nil }
    return seconds * 1_000_000 + rest
  }
}
