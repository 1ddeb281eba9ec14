import ConsoleRedis
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RedisWireTests {
  private static let get = RedisCommand("GET", "k")
  private static let request = "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n"

  private func bounds(
    _ deadline: Duration = .seconds(60),
    signal: CancelSignal = CancelSignal()
  ) -> CallBounds {
    CallBounds(operation: "GET", until: .now + deadline, signal: signal)
  }

  private func failure(
    _ steps: [ScriptedStream.Step],
    replyLimit: Int = 1000
  ) throws -> (failure: RedisFailure?, isBroken: Bool) {
    let wire = RedisWire(stream: try ScriptedStream(steps), replyLimit: replyLimit)
    do throws(RedisFailure) {
      _ = try wire.exchange([Self.get], within: bounds())
      return (nil, wire.isBroken)
    } catch {
      return (error, wire.isBroken)
    }
  }

  @Test func assemblesRepliesFromAStreamThatMovesFewBytesAtATime() throws {
    let waits = [ScriptedStream.Step](repeating: .wants(.read), count: 60)
    let stream = try ScriptedStream(
      waits + [
        .bytes("$5\r\nhe"), .wants(.write), .bytes("llo\r"), .wants(.read), .bytes("\n:"),
        .bytes("7\r\n"),
      ]
    )
    let wire = RedisWire(stream: stream, replyLimit: 1000)
    let replies = try wire.exchange([Self.get, Self.get], within: bounds())
    #expect(replies.map(\.bytes) == [Array("hello".utf8), nil])
    #expect(replies.last?.integer == 7)
    #expect(String(decoding: stream.written, as: UTF8.self) == Self.request + Self.request)
    #expect(!wire.isBroken)
  }

  @Test func takesNoReplyToWhatItHasNotSentYet() throws {
    let wire = RedisWire(stream: try ScriptedStream([.bytes(":1\r\n")]), replyLimit: 1000)
    #expect(throws: RedisFailure(.protocolViolation, operation: "GET")) {
      try wire.exchange([Self.get], within: bounds())
    }
  }

  @Test func isBrokenForGoodAfterAnyFailure() throws {
    let waits = [ScriptedStream.Step](repeating: .wants(.read), count: 40)
    let endings: [([ScriptedStream.Step], RedisFailure.Code)] = [
      ([.closed(errno: 0)], .connectionLost),
      ([.closed(errno: 104)], .connectionLost),
      ([.bytes("%1\r\n")], .protocolViolation),
      ([.bytes(":1\r\n:2\r\n")], .protocolViolation),
      ([.bytes("$2000\r\n"), .bytes(String(repeating: "x", count: 1200))], .tooLarge),
    ]
    for (steps, code) in endings {
      let outcome = try failure(waits + steps)
      #expect(outcome.failure?.code == code)
      #expect(outcome.isBroken)
    }
  }

  @Test func sendsNothingOnceItIsBroken() throws {
    let stream = try ScriptedStream([.closed(errno: 0)])
    let wire = RedisWire(stream: stream, replyLimit: 1000)
    _ = try? wire.exchange([Self.get], within: bounds())
    let sent = stream.written.count
    #expect(throws: RedisFailure(.connectionLost, operation: "GET")) {
      try wire.exchange([Self.get], within: bounds())
    }
    #expect(stream.written.count == sent)
  }

  @Test func sendsNothingWhenTheTimeIsUpOrTheCallCancelled() throws {
    let late = try ScriptedStream([])
    #expect(throws: RedisFailure(.timedOut, operation: "GET")) {
      try RedisWire(stream: late, replyLimit: 1000).exchange([Self.get], within: bounds(.zero))
    }
    let signal = CancelSignal()
    signal.cancel(signal.begin())
    let cancelled = try ScriptedStream([])
    #expect(throws: RedisFailure(.cancelled, operation: "GET")) {
      try RedisWire(stream: cancelled, replyLimit: 1000)
        .exchange([Self.get], within: bounds(signal: signal))
    }
    #expect(late.written.isEmpty && cancelled.written.isEmpty)
  }

  @Test func aLateCancellationDoesNotReachTheNextCall() {
    let signal = CancelSignal()
    let first = signal.begin()
    signal.end()
    signal.cancel(first)
    let second = signal.begin()
    signal.cancel(first)
    #expect(!signal.isCancelled)
    signal.cancel(second)
    #expect(signal.isCancelled)
  }

  @Test func aStreamThatSpeaksUnaskedIsStale() throws {
    let quiet = RedisWire(stream: try ScriptedStream([]), replyLimit: 1000)
    let talking = RedisWire(stream: try ScriptedStream([.bytes("+OK\r\n")]), replyLimit: 1000)
    let gone = RedisWire(stream: try ScriptedStream([.closed(errno: 0)]), replyLimit: 1000)
    #expect(!quiet.isStale)
    #expect(talking.isStale)
    #expect(gone.isStale)
  }
}
