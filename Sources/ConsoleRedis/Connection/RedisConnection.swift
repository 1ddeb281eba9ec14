import ConsoleConcurrency
package import Logging
import Synchronization

/// One connection to one server, made on first use and made again after it was lost.
///
/// The blocking poll loop runs on a queue of its own, one call at a time. Each caller keeps its own
/// deadline, counted from the call and also while it waits behind another one. After a timeout, a
/// cancellation or an error the connection is dropped and never used again.
package actor RedisConnection {
  package nonisolated let address: RedisAddress
  private let executor: QueueExecutor
  private let options: RedisConnectionOptions
  private let logger: Logger
  private let origin = ContinuousClock.now
  private let signal = CancelSignal()
  private nonisolated let isClosing = Atomic(false)
  private var lifeCycle: ConnectionLifeCycle
  private var wire: RedisWire?
  private var identity: RedisConnectionIdentity?
  private var lastFailure: RedisFailure?

  /// Makes a connection that opens on first use; `name` tells lanes apart in the log.
  package init(
    address: RedisAddress,
    name: String,
    options: RedisConnectionOptions = .init(),
    logger: Logger
  ) {
    var logger = logger
    logger[metadataKey: "connection"] = "\(name)"
    self.address = address
    self.executor = QueueExecutor(label: "holdfast.redis.\(name)")
    self.options = options
    self.logger = logger
    lifeCycle = ConnectionLifeCycle(
      steps: GreetingStep.steps(for: address),
      backoff: options.backoff
    )
  }

  /// The connection's own queue: the poll loop blocks no thread that others need.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// Sends one command and answers its reply; an error reply is thrown.
  ///
  /// - Parameters:
  ///   - command: any command but those of `RedisCommand.refusal`.
  ///   - deadline: how long the caller waits at most.
  ///   - runID: the server that is meant; if another one answers, nothing is sent.
  /// - Returns: the reply, never an error.
  /// - Throws: what went wrong; after `connectionLost` or `timedOut` the command may have run.
  package nonisolated func send(
    _ command: RedisCommand,
    deadline: Duration,
    expecting runID: String? = nil
  ) async throws(RedisFailure) -> RedisReply {
    if let refusal = command.refusal {
      throw RedisFailure(.refused(refusal), operation: command.name)
    }
    return try await perform(command.name, deadline: deadline, expecting: runID) {
      conversation throws(RedisFailure) in
      try conversation.send(command)
    }
  }

  /// Sends commands in one go and answers one reply each, in order; errors stay in the replies.
  package nonisolated func pipeline(
    _ commands: [RedisCommand],
    deadline: Duration,
    expecting runID: String? = nil
  ) async throws(RedisFailure) -> [RedisReply] {
    let name = commands.first.map { "\($0.name) ×\(commands.count)" } ?? "PIPELINE"
    return try await perform(name, deadline: deadline, expecting: runID) {
      conversation throws(RedisFailure) in
      try conversation.pipeline(commands)
    }
  }

  /// Runs several exchanges with nobody else in between, all within one deadline.
  ///
  /// `body` is called at most once and blocks the connection's queue; it must not wait for anything
  /// but the conversation.
  package nonisolated func converse<Value: Sendable>(
    deadline: Duration,
    expecting runID: String? = nil,
    _ body: @escaping @Sendable (inout RedisConversation) throws(RedisFailure) -> Value
  ) async throws(RedisFailure) -> Value {
    try await perform("CONVERSATION", deadline: deadline, expecting: runID, body)
  }

  /// The server behind the connection, which is made if there is none.
  package nonisolated func serverIdentity(
    deadline: Duration
  ) async throws(RedisFailure) -> RedisConnectionIdentity {
    try await perform("IDENTIFY", deadline: deadline, expecting: nil) { $0.identity }
  }

  /// Ends the connection for good, without waiting.
  ///
  /// A call that is on the wire may finish; one that waits in the queue, and every later one, fails
  /// with `closed` and sends nothing.
  package nonisolated func close() {
    isClosing.store(true, ordering: .sequentiallyConsistent)
    Task { await self.release() }
  }

  private func release() {
    _ = lifeCycle.close()
    wire = nil
  }

  private nonisolated func perform<Value: Sendable>(
    _ operation: String,
    deadline: Duration,
    expecting runID: String?,
    _ body: @escaping @Sendable (inout RedisConversation) throws(RedisFailure) -> Value
  ) async throws(RedisFailure) -> Value {
    let until = ContinuousClock.now + deadline
    return try await withDeadline(
      deadline,
      onTimeout: RedisFailure(.timedOut, operation: operation),
      onCancel: RedisFailure(.cancelled, operation: operation)
    ) { () throws(RedisFailure) in
      try await self.run(operation, until: until, expecting: runID, body).get()
    }
  }

  private func run<Value: Sendable>(
    _ operation: String,
    until: ContinuousClock.Instant,
    expecting runID: String?,
    _ body: @escaping @Sendable (inout RedisConversation) throws(RedisFailure) -> Value
  ) async -> Result<Value, RedisFailure> {
    let call = signal.begin()
    defer { signal.end() }
    let bounds = CallBounds(operation: operation, until: until, signal: signal)
    // Nothing below suspends: the exchange is atomic on this actor.
    return await withTaskCancellationHandler {
      do throws(RedisFailure) {
        return .success(try self.attempt(bounds, expecting: runID, body))
      } catch {
        return .failure(error)
      }
    } onCancel: { [signal] in
      signal.cancel(call)
    }
  }

  private func attempt<Value: Sendable>(
    _ bounds: CallBounds,
    expecting runID: String?,
    _ body: (inout RedisConversation) throws(RedisFailure) -> Value
  ) throws(RedisFailure) -> Value {
    if isClosing.load(ordering: .sequentiallyConsistent) { throw bounds.failure(.closed) }
    try bounds.check()
    let wire = try readyWire(bounds)
    guard let identity else { throw bounds.failure(.connectionLost) }
    if let runID, identity.runID != runID { throw bounds.failure(.serverChanged) }
    let start = ContinuousClock.now
    let trafficBefore = wire.traffic
    defer { leave(wire) }
    var conversation = RedisConversation(wire: wire, identity: identity, bounds: bounds)
    do throws(RedisFailure) {
      let value = try body(&conversation)
      try conversation.settle()
      log(bounds.operation, since: start, bytes: wire.traffic - trafficBefore, failure: nil)
      return value
    } catch {
      log(bounds.operation, since: start, bytes: wire.traffic - trafficBefore, failure: error)
      if !wire.isBroken { try? conversation.settle() }
      throw error
    }
  }

  private func leave(_ wire: RedisWire) {
    guard wire.isBroken else { return }
    logger.info("connection dropped")
    _ = lifeCycle.lost()
    self.wire = nil
  }

  /// The open wire, or a new one if there is none or the server hung up in the meantime.
  private func readyWire(_ bounds: CallBounds) throws(RedisFailure) -> RedisWire {
    if let wire, wire.isStale {
      _ = lifeCycle.lost()
      self.wire = nil
    }
    switch lifeCycle.use(at: ContinuousClock.now - origin) {
    case .proceed:
      guard let wire else { throw bounds.failure(.connectionLost) }
      return wire
    case .connect: return try connect(bounds)
    case .refuse:
      throw RedisFailure(
        lastFailure?.code ?? .unreachable,
        operation: lastFailure?.operation ?? "CONNECT",
        message: lastFailure?.message,
        errno: lastFailure?.errno ?? 0
      )
    case .refuseForEver, .greet, .drop: throw bounds.failure(.closed)
    }
  }

  private func connect(_ bounds: CallBounds) throws(RedisFailure) -> RedisWire {
    var bounds = bounds
    bounds.operation = "CONNECT"
    do throws(RedisFailure) {
      let stream = try SocketConnector(bounds: bounds).connect(to: address.endpoint)
      let wire = RedisWire(stream: stream, replyLimit: options.replyLimit)
      try greet(on: wire, bounds)
      logger.info("connected", metadata: ["generation": "\(lifeCycle.generation)"])
      self.wire = wire
      lastFailure = nil
      return wire
    } catch {
      if error.code == .cancelled {
        // The caller gave up, the server did nothing wrong: no rest.
        _ = lifeCycle.lost()
      } else {
        lastFailure = error
        _ = lifeCycle.failed(at: ContinuousClock.now - origin, fraction: options.fraction())
        logger.warning("no connection", metadata: ["error.code": "\(error.code.name)"])
      }
      throw error
    }
  }

  private func greet(on wire: RedisWire, _ bounds: CallBounds) throws(RedisFailure) {
    var fields: [String: String] = [:]
    var action = lifeCycle.opened()
    while case .greet(let step) = action {
      let command = step.command(for: address)
      var bounds = bounds
      bounds.operation = command.name
      let reply = try wire.exchange([command], within: bounds)[0]
      if case .error(let error) = reply {
        let failure = RedisFailure(error, operation: command.name)
        guard step.isOptional, failure.code == .noPermission else { throw failure }
      }
      if step == .identify, let text = reply.text { fields = parseServerReport(text) }
      action = lifeCycle.greeted()
    }
    identity = RedisConnectionIdentity(
      runID: fields["run_id"],
      version: fields["redis_version"],
      address: address.withoutCredentials,
      database: address.database,
      generation: lifeCycle.generation
    )
  }

  private func log(
    _ operation: String,
    since start: ContinuousClock.Instant,
    bytes: Int,
    failure: RedisFailure?
  ) {
    guard logger.logLevel <= .debug else { return }
    var metadata: Logger.Metadata = [
      "command": "\(operation)",
      "duration.ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
      "bytes": "\(bytes)",
    ]
    if let failure { metadata["error.code"] = "\(failure.code.name)" }
    logger.debug("command", metadata: metadata)
  }
}
