import Synchronization

/// Answers by `deadline` even if the operation never returns.
///
/// The deadline belongs to the caller, not to the callee. The operation runs in a task of its own;
/// when the time is up, or the calling task is cancelled, that task is cancelled and *abandoned*:
/// the caller has its error at once, and whatever the operation answers later is dropped. A C
/// library that sits in a system call therefore never holds up the console.
///
/// - Parameters:
///   - deadline: how long the caller waits, from the call on: time spent in a queue counts too.
///   - clock: what measures the time; tests pass one that they move by hand.
///   - onTimeout: the failure for a deadline that passed.
///   - onCancel: the failure for a caller that was cancelled.
///   - whenAbandoned: runs once, on any thread, when the operation was left behind, so that its
///     owner can replace the lane it blocks; never for an operation that answered in time.
///   - operation: the work; it does not run on the caller's actor.
/// - Returns: what the operation answered in time.
/// - Throws: the operation's own failure, `onTimeout` or `onCancel`.
package func withDeadline<Value: Sendable, Failure: Error>(
  _ deadline: Duration,
  clock: any Clock<Duration> = ContinuousClock(),
  onTimeout: @autoclosure () -> Failure,
  onCancel: @autoclosure () -> Failure,
  whenAbandoned: @escaping @Sendable () -> Void = {},
  operation: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
  let race = Race<Value, Failure>(whenAbandoned: whenAbandoned)
  let timeout = onTimeout()
  let cancelled = onCancel()
  let work = Task {
    do throws(Failure) {
      race.finish(.success(try await operation()))
    } catch {
      race.finish(.failure(error))
    }
  }
  let timer = Task {
    do {
      try await clock.sleep(for: deadline)
      race.abandon(with: timeout)
    } catch {
      // The sleep ends early only when the race is decided.
    }
  }
  let result = await withTaskCancellationHandler {
    await race.result()
  } onCancel: {
    race.abandon(with: cancelled)
  }
  timer.cancel()
  work.cancel()
  return try result.get()
}

/// The first outcome wins; the others are dropped.
private final class Race<Value: Sendable, Failure: Error>: Sendable {
  private enum State {
    case running
    case awaited(CheckedContinuation<Result<Value, Failure>, Never>)
    case decided(Result<Value, Failure>)
    case delivered
  }

  private let state = Mutex(State.running)
  private let whenAbandoned: @Sendable () -> Void

  init(whenAbandoned: @escaping @Sendable () -> Void) {
    self.whenAbandoned = whenAbandoned
  }

  func result() async -> Result<Value, Failure> {
    await withCheckedContinuation { continuation in
      let ready: Result<Value, Failure>? = state.withLock { state in
        if case .decided(let result) = state {
          state = .delivered
          return result
        }
        state = .awaited(continuation)
        return nil
      }
      if let ready { continuation.resume(returning: ready) }
    }
  }

  func finish(_ result: Result<Value, Failure>) {
    _ = decide(result)
  }

  func abandon(with failure: Failure) {
    if decide(.failure(failure)) { whenAbandoned() }
  }

  /// True for the one call that decided the race.
  private func decide(_ result: Result<Value, Failure>) -> Bool {
    let (won, waiter) = state.withLock {
      state -> (Bool, CheckedContinuation<Result<Value, Failure>, Never>?) in
      switch state {
      case .running:
        state = .decided(result)
        return (true, nil)
      case .awaited(let continuation):
        state = .delivered
        return (true, continuation)
      case .decided, .delivered:
        return (false, nil)
      }
    }
    waiter?.resume(returning: result)
    return won
  }
}
