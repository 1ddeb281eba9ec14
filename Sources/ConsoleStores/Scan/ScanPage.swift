import ConsoleRedis

/// One answer of SCAN: where to go on, and the keys of this step, perhaps none.
struct ScanPage: Sendable {
  /// The next cursor as the server wrote it; `0` at the end.
  var cursor: [UInt8]
  var keys: [[UInt8]]

  /// Whether nothing is left.
  var isLast: Bool { cursor == Array("0".utf8) }

  init(_ reply: RedisReply) throws(RedisFailure) {
    let parts = try reply.value("SCAN").elements ?? []
    guard parts.count == 2, let cursor = parts[0].bytes, let keys = parts[1].elements else {
      throw RedisFailure(.protocolViolation, operation: "SCAN")
    }
    self.cursor = cursor
    self.keys = keys.compactMap(\.bytes)
  }
}

extension RedisCommand {
  /// A step over the key space; `prefix` is taken literally.
  static func scan(_ cursor: [UInt8], matching prefix: [UInt8], count: Int) -> RedisCommand {
    var arguments = [cursor]
    if !prefix.isEmpty {
      arguments += [Array("MATCH".utf8), escapeGlob(prefix) + Array("*".utf8)]
    }
    arguments += [Array("COUNT".utf8), Array(String(count).utf8)]
    return RedisCommand(name: "SCAN", arguments: arguments)
  }

  /// A step over the members of a set.
  static func setScan(of key: [UInt8], _ cursor: [UInt8], count: Int) -> RedisCommand {
    RedisCommand(
      name: "SSCAN",
      arguments: [key, cursor, Array("COUNT".utf8), Array(String(count).utf8)]
    )
  }
}
