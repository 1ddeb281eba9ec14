/// One open connection: a stream, the bytes on their way and the replies that come back.
///
/// Belongs to one actor and blocks its queue. After any failure the wire is broken for good: a late
/// reply would be taken for that of the next command (hiredis issues 306 and 332).
package final class RedisWire {
  /// Whether the wire has failed and must be released.
  package private(set) var isBroken = false
  /// Bytes sent and received so far, for the log.
  package private(set) var traffic = 0
  private let stream: any ByteStream
  private let replyLimit: Int
  private var reader = ReplyReaderHandle()
  /// As large as hiredis' own: it moves all that it holds to the front after every kilobyte it used.
  private var input = [UInt8](repeating: 0, count: 16_384)

  /// Puts a wire on an open stream; `replyLimit` bounds the bytes of one exchange's replies.
  package init(stream: any ByteStream, replyLimit: Int) {
    self.stream = stream
    self.replyLimit = replyLimit
  }

  /// Whether the server hung up or spoke out of turn while nothing was asked.
  package var isStale: Bool {
    if isBroken { return true }
    if case .wants = stream.read(into: &input) { return false }
    return true
  }

  /// Sends all commands and collects one reply each, reading while it writes.
  ///
  /// - Parameters:
  ///   - commands: what to send, in order.
  ///   - bounds: how long to wait, and what ends the waiting early.
  /// - Returns: as many replies as there are commands, in their order.
  /// - Throws: what broke the wire.
  package func exchange(
    _ commands: [RedisCommand],
    within bounds: CallBounds
  ) throws(RedisFailure) -> [RedisReply] {
    guard !commands.isEmpty else { return [] }
    do throws(RedisFailure) {
      guard !isBroken else { throw bounds.failure(.connectionLost) }
      try bounds.check()
      var output: [UInt8] = []
      for command in commands { command.encode(onto: &output) }
      return try transfer(output, expecting: commands.count, within: bounds)
    } catch {
      isBroken = true
      throw error
    }
  }

  private func transfer(
    _ output: [UInt8],
    expecting count: Int,
    within bounds: CallBounds
  ) throws(RedisFailure) -> [RedisReply] {
    var replies: [RedisReply] = []
    replies.reserveCapacity(count)
    var sent = 0
    var received = 0
    traffic += output.count
    while replies.count < count {
      var wanted: Set<Readiness> = []
      if sent < output.count {
        // In pieces, so that replies are read before both sides' buffers are full.
        switch stream.write(output[sent..<min(sent + 65_536, output.count)]) {
        case .moved(let bytes): sent += bytes
        case .wants(let readiness): wanted.insert(readiness)
        case .closed(let errno): throw bounds.failure(.connectionLost, errno: errno)
        }
      }
      switch stream.read(into: &input) {
      case .moved(let bytes):
        received += bytes
        traffic += bytes
        guard received <= replyLimit else { throw bounds.failure(.tooLarge) }
        try collect(bytes, into: &replies, within: bounds)
        try bounds.check()
      case .wants(let readiness):
        if sent < output.count, wanted.isEmpty { continue }
        wanted.insert(readiness)
        _ = try bounds.wait(for: stream.descriptor, wanted)
      case .closed(let errno): throw bounds.failure(.connectionLost, errno: errno)
      }
    }
    guard replies.count == count, sent == output.count else {
      throw bounds.failure(.protocolViolation)
    }
    return replies
  }

  private func collect(
    _ count: Int,
    into replies: inout [RedisReply],
    within bounds: CallBounds
  ) throws(RedisFailure) {
    do throws(ReplyReaderHandle.Malformed) {
      try reader.feed(input[..<count])
      while let reply = try reader.next() { replies.append(reply) }
    } catch {
      throw bounds.failure(.protocolViolation)
    }
  }
}
