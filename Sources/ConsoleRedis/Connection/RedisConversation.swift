/// Several exchanges in a row on one connection, with nobody else in between.
///
/// Made for `WATCH`, `GET`, `MULTI`, …, `EXEC`. All of it happens within one deadline and on the
/// connection's own queue; what is left open at the end is undone before others use the connection.
package struct RedisConversation {
  /// The server at the other end; the same from the first to the last exchange.
  package let identity: RedisConnectionIdentity
  private let wire: RedisWire
  private let bounds: CallBounds
  private var isWatching = false
  private var isInTransaction = false

  init(wire: RedisWire, identity: RedisConnectionIdentity, bounds: CallBounds) {
    self.wire = wire
    self.identity = identity
    self.bounds = bounds
  }

  /// Sends one command and waits for its reply; an error reply is thrown.
  package mutating func send(_ command: RedisCommand) throws(RedisFailure) -> RedisReply {
    let replies = try pipeline([command])
    guard let reply = replies.first else {
      throw RedisFailure(.protocolViolation, operation: command.name)
    }
    if case .error(let error) = reply { throw RedisFailure(error, operation: command.name) }
    return reply
  }

  /// Sends commands in one go and answers their replies in order; errors stay in the replies.
  package mutating func pipeline(
    _ commands: [RedisCommand]
  ) throws(RedisFailure) -> [RedisReply] {
    for command in commands {
      if let refusal = command.refusalInConversation {
        throw RedisFailure(.refused(refusal), operation: command.name)
      }
    }
    let replies = try wire.exchange(commands, within: bounds)
    for (command, reply) in zip(commands, replies) { follow(command, reply) }
    return replies
  }

  /// Ends what the body left open.
  mutating func settle() throws(RedisFailure) {
    if isInTransaction {
      _ = try send(RedisCommand("DISCARD"))
    } else if isWatching {
      _ = try send(RedisCommand("UNWATCH"))
    }
  }

  private mutating func follow(_ command: RedisCommand, _ reply: RedisReply) {
    if case .error = reply, command.name != "EXEC" { return }
    switch command.name {
    case "WATCH": isWatching = true
    case "UNWATCH": isWatching = isWatching && isInTransaction
    case "MULTI": isInTransaction = true
    case "EXEC", "DISCARD":
      isWatching = false
      isInTransaction = false
    default: break
    }
  }
}
