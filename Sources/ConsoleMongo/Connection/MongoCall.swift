import Synchronization

/// One operation on its way: its name, until when the caller waits, and whether it still does.
///
/// Shared by the caller's task and the lane's thread.
final class MongoCall: Sendable {
  let operation: String
  /// Goes with the command to the server's log and `$currentOp`; holds no value.
  let comment: String

  private let end: ContinuousClock.Instant
  private let left = Atomic(false)

  init(_ operation: String, deadline: Duration, comment: String) {
    self.operation = operation
    self.comment = comment
    end = .now + deadline
  }

  /// True when nobody waits for the answer any more.
  var isAbandoned: Bool { left.load(ordering: .acquiring) || ContinuousClock.now >= end }

  func abandon() {
    left.store(true, ordering: .releasing)
  }

  /// Fails when the caller is gone, so that nothing is sent on behalf of nobody.
  func checkAwaited() throws(MongoFailure) {
    if isAbandoned { throw MongoFailure(.timedOut, in: operation) }
  }

  /// Milliseconds that are left for the server, at least 1: it takes 0 for "no limit".
  var remainingMilliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: end)
    return max(1, Int32(clamping: Int64(left / .milliseconds(1))))
  }
}
