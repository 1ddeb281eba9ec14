import Synchronization

/// The lanes of one client: at most four at work, and at most four more that are late.
///
/// A lane whose caller gave up counts as late until its call returns; meanwhile another may take
/// its place. When as many are late, the server is silent and more threads would not help: callers
/// then wait for a lane until their own deadline.
final class MongoLanes: Sendable {
  static let limit = 4
  static let lateLimit = 4

  private struct Waiter {
    let call: ObjectIdentifier
    let continuation: CheckedContinuation<MongoLane?, Never>
  }

  private struct State {
    var idle: [MongoLane] = []
    var atWork: Set<ObjectIdentifier> = []
    var late: Set<ObjectIdentifier> = []
    var waiters: [Waiter] = []
    var isClosed = false

    /// Whether a call may start now.
    var hasRoom: Bool { atWork.count < limit && !isClosed }
  }

  private let pool: MongoPool
  private let state = Mutex(State())

  init(pool: MongoPool) {
    self.pool = pool
  }

  /// Takes a lane for this call, waiting for one if need be.
  func lane(for call: MongoCall) async throws(MongoFailure) -> MongoLane {
    let lane = await withCheckedContinuation { continuation in
      let answer: MongoLane?? = state.withLock { state in
        if state.isClosed || call.isAbandoned { return .some(nil) }
        guard state.hasRoom else {
          state.waiters.append(Waiter(call: ObjectIdentifier(call), continuation: continuation))
          return nil
        }
        return take(&state, for: ObjectIdentifier(call))
      }
      if let answer { continuation.resume(returning: answer) }
    }
    if let lane { return lane }
    throw MongoFailure(isClosed ? .closed : .timedOut, in: call.operation)
  }

  /// Gives a lane back when its call returned, in time or late.
  func giveBack(_ lane: MongoLane, after call: MongoCall) {
    settle { state in
      let id = ObjectIdentifier(call)
      state.atWork.remove(id)
      state.late.remove(id)
      if !state.isClosed, state.idle.count < Self.limit { state.idle.append(lane) }
    }
  }

  /// Tells that a call's caller has gone: its place in the queue or its lane's place is free.
  func leave(_ call: MongoCall) {
    call.abandon()
    let id = ObjectIdentifier(call)
    let waiter: Waiter? = state.withLock { state in
      guard let index = state.waiters.firstIndex(where: { $0.call == id }) else { return nil }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation.resume(returning: nil)
    settle { state in
      guard state.late.count < Self.lateLimit, state.atWork.remove(id) != nil else { return }
      state.late.insert(id)
    }
  }

  /// Lets nobody in any more; lanes at work end their call first.
  func close() {
    let waiters = state.withLock { state in
      state.isClosed = true
      state.idle = []
      let waiters = state.waiters
      state.waiters = []
      return waiters
    }
    for waiter in waiters { waiter.continuation.resume(returning: nil) }
  }

  /// How many calls wait for a lane.
  var queueLength: Int { state.withLock { $0.waiters.count } }

  private var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Changes the state, then lets in whoever waits as far as there is room.
  private func settle(_ change: (inout State) -> Void) {
    let admitted = state.withLock { state in
      change(&state)
      var admitted: [(Waiter, MongoLane)] = []
      while state.hasRoom, !state.waiters.isEmpty {
        let waiter = state.waiters.removeFirst()
        admitted.append((waiter, take(&state, for: waiter.call)))
      }
      return admitted
    }
    for (waiter, lane) in admitted { waiter.continuation.resume(returning: lane) }
  }

  private func take(_ state: inout State, for call: ObjectIdentifier) -> MongoLane {
    state.atWork.insert(call)
    return state.idle.popLast() ?? MongoLane(pool: pool)
  }
}
