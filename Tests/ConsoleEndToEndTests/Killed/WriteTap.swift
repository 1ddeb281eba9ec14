import ServerHarness
import Synchronization

/// One write of a command, from one of its two sides.
struct KillStep: Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1, over both servers.
  var write: Int
  /// Killed once the server has done it, else before it reaches the server.
  var isDone: Bool

  var description: String { "\(isDone ? "after" : "before") write \(write)" }
}

/// Counts the writes of one command at a time, and stops it at one of them.
final class WriteTap: Sendable {
  private struct State {
    var step: KillStep?
    var writes: [String] = []
  }

  private let state = Mutex(State())

  /// What was written since `arm`, in order: `insert audit_bodies`, `EXEC`.
  var writes: [String] { state.withLock { $0.writes } }

  /// Begins to count; nil: nothing is stopped.
  func arm(_ step: KillStep?) {
    state.withLock { $0 = State(step: step) }
  }

  func mongo(_ request: [UInt8]) -> WireProxy.Verdict {
    verdict(request.mongoWrite)
  }

  func redis(_ request: [UInt8]) -> WireProxy.Verdict {
    verdict(request.redisWrite)
  }

  private func verdict(_ write: String?) -> WireProxy.Verdict {
    guard let write else { return .pass }
    return state.withLock { state in
      state.writes.append(write)
      guard let step = state.step, state.writes.count == step.write else { return .pass }
      return step.isDone ? .keepAnswer : .hold
    }
  }
}
