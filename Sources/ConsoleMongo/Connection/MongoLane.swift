import ConsoleConcurrency

/// One client on one thread: all calls of a lane run there, one after the other, and may block.
///
/// Nobody waits for a lane without a deadline of their own; see `MongoLanes`.
actor MongoLane {
  private let executor: QueueExecutor
  private let pool: MongoPool
  private var connection: MongoConnection?

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  init(pool: MongoPool) {
    self.pool = pool
    executor = QueueExecutor(label: "holdfast.mongo.lane")
    connection = nil
  }

  /// Runs `body` with this lane's client, unless the caller has gone before its turn.
  func run<Value: Sendable>(
    _ call: MongoCall,
    _ body: @Sendable (MongoExecution) throws(MongoFailure) -> Value
  ) throws(MongoFailure) -> Value {
    try call.checkAwaited()
    if connection == nil { connection = try pool.connection() }
    guard let client = unsafe connection?.client else {
      throw MongoFailure(.driverError, in: call.operation)
    }
    return unsafe try body(MongoExecution(client: client, session: nil, call: call))
  }
}
