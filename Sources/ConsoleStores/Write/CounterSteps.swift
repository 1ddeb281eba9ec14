import ConsoleActions
import ConsoleDomain
import ConsoleRedis

/// The exchanges that write one counter in Redis: look, then write in a transaction that loses against
/// whoever wrote in between; holds the key, and shows it nowhere.
struct CounterSteps: Sendable {
  /// Times that `WATCH` may lose against a busy client before the plain transaction.
  private static let watchedTries = 5

  let keys: CounterKeys
  /// What the transaction does.
  let writes: [RedisCommand]
  /// Whether there must be a counter already.
  let needsCounter: Bool
  let localNow: @Sendable () -> Instant

  /// Deletes every key of the counter in one `DEL`.
  static func reset(
    _ keys: CounterKeys,
    localNow: @escaping @Sendable () -> Instant
  ) -> CounterSteps {
    CounterSteps(
      keys: keys,
      writes: [RedisCommand(name: "DEL", arguments: keys.all)],
      needsCounter: true,
      localNow: localNow
    )
  }

  /// `SET key points+1 EX seconds`, or without an end, as `limiter.block` of rate-limiter-flexible does.
  static func block(
    _ keys: CounterKeys,
    points: Int,
    for duration: Duration?,
    localNow: @escaping @Sendable () -> Instant
  ) -> CounterSteps {
    let value = Array(String(points + 1).utf8)
    let end = duration.map { [Array("EX".utf8), Array(String($0.components.seconds).utf8)] } ?? []
    return CounterSteps(
      keys: keys,
      writes: [RedisCommand(name: "SET", arguments: [keys.key, value] + end)],
      needsCounter: false,
      localNow: localNow
    )
  }

  func run(on conversation: inout RedisConversation) throws(RedisFailure) -> CounterOutcome {
    for _ in 0..<Self.watchedTries {
      let found = try look(isWatching: true, on: &conversation)
      if let end = end(of: found) { return end }
      if let outcome = try write(over: found, on: &conversation) { return outcome }
    }
    // Written too often to be watched: what it is was seen a moment ago.
    let found = try look(isWatching: false, on: &conversation)
    if let end = end(of: found) { return end }
    if let outcome = try write(over: found, on: &conversation) { return outcome }
    throw RedisFailure(.protocolViolation, operation: "EXEC")
  }

  /// What is there; nil: no counter.
  private func look(
    isWatching: Bool,
    on conversation: inout RedisConversation
  ) throws(RedisFailure) -> CounterReading? {
    let shapes = keys.shapes
    var commands = isWatching ? [RedisCommand(name: "WATCH", arguments: keys.all)] : []
    let first = commands.count
    commands.append(.time)
    for shape in shapes { commands += shape.commands }
    let replies = try conversation.pipeline(commands)
    guard replies.count == commands.count else {
      throw RedisFailure(.protocolViolation, operation: "EXEC")
    }
    if isWatching { _ = try replies[0].value("WATCH") }
    let now =
      ServerClock.microseconds(replies[first]).map { Instant(milliseconds: $0 / 1000) }
      ?? localNow()
    var place = first + 1
    for shape in shapes {
      let end = place + shape.commands.count
      if let reading = try shape.reading(replies[place..<end], now: now) { return reading }
      place = end
    }
    return nil
  }

  /// nil: there is something to write.
  private func end(of found: CounterReading?) -> CounterOutcome? {
    guard let found else { return needsCounter ? CounterOutcome(.alreadyGone) : nil }
    guard found.value != .unreadable else {
      return CounterOutcome(.skipped(reason: "the key holds no counter"), before: found)
    }
    return nil
  }

  /// The transaction; nil: somebody wrote a watched key in between.
  private func write(
    over found: CounterReading?,
    on conversation: inout RedisConversation
  ) throws(RedisFailure) -> CounterOutcome? {
    let commands =
      [RedisCommand(name: "MULTI", arguments: [])] + writes
      + [RedisCommand(name: "EXEC", arguments: [])]
    let replies = try conversation.pipeline(commands)
    guard replies.count == commands.count else {
      throw RedisFailure(.protocolViolation, operation: "EXEC")
    }
    for (command, reply) in zip(commands, replies) { _ = try reply.value(command.name) }
    guard let last = replies.last, last != .null else { return nil }
    guard let results = last.elements, results.count == writes.count else {
      throw RedisFailure(.protocolViolation, operation: "EXEC")
    }
    for (command, result) in zip(writes, results) { _ = try result.value(command.name) }
    if needsCounter, results[0].integer == 0 { return CounterOutcome(.alreadyGone, before: found) }
    return CounterOutcome(.done, before: found)
  }
}
