import ConsoleConcurrency

/// The way to one MongoDB deployment: every operation answers by the caller's own deadline.
///
/// A copy shares the connections. Operations run on lanes, threads of their own; a lane that a
/// silent server holds is left behind and replaced, and a call whose caller has gone before its
/// turn is never sent.
package struct MongoClient: Sendable {
  /// Hosts and database as they may be shown.
  package let address: MongoAddress

  private let lanes: MongoLanes

  /// Prepares the connections; none is opened before the first operation.
  package init(
    _ address: MongoAddress,
    purpose: MongoAddress.Purpose = .interactive
  ) throws(MongoFailure) {
    self.address = address
    let size = 2 * (MongoLanes.limit + MongoLanes.lateLimit)
    lanes = MongoLanes(pool: try MongoPool(address, purpose: purpose, size: size))
  }

  /// Refuses further operations, while those under way may end; harmless when repeated.
  package func close() {
    lanes.close()
  }

  /// How many calls wait for a lane.
  package var queueLength: Int { lanes.queueLength }

  /// Runs one operation on a lane and waits for it no longer than `deadline`.
  func perform<Value: Sendable>(
    _ operation: String,
    deadline: Duration,
    comment: String,
    _ body: @escaping @Sendable (MongoExecution) throws(MongoFailure) -> Value
  ) async throws(MongoFailure) -> Value {
    let call = MongoCall(operation, deadline: deadline, comment: comment)
    let lanes = lanes
    return try await withDeadline(
      deadline,
      onTimeout: MongoFailure(.timedOut, in: operation),
      onCancel: MongoFailure(.cancelled, in: operation),
      whenAbandoned: { lanes.leave(call) },
      operation: { () async throws(MongoFailure) -> Value in
        let lane = try await lanes.lane(for: call)
        defer { lanes.giveBack(lane, after: call) }
        return try await lane.run(call, body)
      }
    )
  }
}
