package import Logging
import Synchronization

/// The connections to one server by purpose; safe to share between all tasks.
///
/// The write lane is closed at first: a call on it fails with `closed` and sends nothing until
/// `openWriteLane` was called, and again after `closeWriteLane`.
package final class RedisClient: Sendable {
  package let address: RedisAddress
  private let interactive: RedisConnection
  private let scan: RedisConnection
  private let write = Mutex<RedisConnection?>(nil)
  private let options: RedisConnectionOptions
  private let logger: Logger

  /// Makes a client that opens nothing yet.
  package init(
    address: RedisAddress,
    options: RedisConnectionOptions = .init(),
    logger: Logger = Logger(label: "holdfast.redis")
  ) {
    self.address = address
    self.options = options
    self.logger = logger
    interactive = RedisConnection(
      address: address,
      name: "interactive",
      options: options,
      logger: logger
    )
    scan = RedisConnection(address: address, name: "scan", options: options, logger: logger)
  }

  /// Allows writes from now on; the lane connects on first use.
  package func openWriteLane() {
    write.withLock { connection in
      guard connection == nil else { return }
      connection = RedisConnection(
        address: address,
        name: "write",
        options: options,
        logger: logger
      )
    }
  }

  /// Forbids writes from now on; a write that is on the wire may finish, one that waits may not.
  package func closeWriteLane() {
    write.withLock { $0.take() }?.close()
  }

  /// Whether the write lane is open.
  package var isWriteLaneOpen: Bool {
    write.withLock { $0 != nil }
  }

  /// Ends all connections for good, without waiting.
  package func close() {
    closeWriteLane()
    interactive.close()
    scan.close()
  }

  /// Sends one command; see `RedisConnection.send`.
  package func send(
    _ command: RedisCommand,
    on lane: RedisLane = .interactive,
    deadline: Duration? = nil,
    expecting runID: String? = nil
  ) async throws(RedisFailure) -> RedisReply {
    try await connection(lane, for: command.name).send(
      command,
      deadline: deadline ?? lane.deadline,
      expecting: runID
    )
  }

  /// Sends commands in one go; see `RedisConnection.pipeline`.
  package func pipeline(
    _ commands: [RedisCommand],
    on lane: RedisLane = .interactive,
    deadline: Duration? = nil,
    expecting runID: String? = nil
  ) async throws(RedisFailure) -> [RedisReply] {
    try await connection(lane, for: "PIPELINE").pipeline(
      commands,
      deadline: deadline ?? lane.deadline,
      expecting: runID
    )
  }

  /// Runs several exchanges in a row; see `RedisConnection.converse`.
  package func converse<Value: Sendable>(
    on lane: RedisLane = .write,
    deadline: Duration? = nil,
    expecting runID: String? = nil,
    _ body: @escaping @Sendable (inout RedisConversation) throws(RedisFailure) -> Value
  ) async throws(RedisFailure) -> Value {
    try await connection(lane, for: "CONVERSATION").converse(
      deadline: deadline ?? lane.deadline,
      expecting: runID,
      body
    )
  }

  /// The server at the other end of a lane.
  package func serverIdentity(
    on lane: RedisLane = .interactive,
    deadline: Duration? = nil
  ) async throws(RedisFailure) -> RedisConnectionIdentity {
    try await connection(lane, for: "IDENTIFY").serverIdentity(
      deadline: deadline ?? lane.deadline
    )
  }

  private func connection(
    _ lane: RedisLane,
    for operation: String
  ) throws(RedisFailure) -> RedisConnection {
    let connection =
      switch lane {
      case .interactive: interactive
      case .scan: scan
      case .write: write.withLock { $0 }
      }
    guard let connection else { throw RedisFailure(.closed, operation: operation) }
    return connection
  }
}
