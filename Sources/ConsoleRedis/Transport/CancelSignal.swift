import CHiredis
import Glibc
import Synchronization

/// Wakes a thread that polls, from any thread, for exactly the call that was cancelled.
///
/// Owns an eventfd. A cancellation that comes after its call has ended must not wake the next one,
/// so calls are numbered and the number is compared under the lock. A process without descriptors
/// to spare gets -1, which `poll` skips: cancellation is then seen late, at the next check.
package final class CancelSignal: Sendable {
  private struct State {
    var call: UInt64 = 0
    var isRunning = false
    var isCancelled = false
  }

  let descriptor = chiredis_eventfd()
  private let state = Mutex(State())

  /// Makes a signal that has no call yet.
  package init() {}

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Starts a call and answers its number.
  package func begin() -> UInt64 {
    state.withLock { state in
      drain()
      state.call += 1
      state.isRunning = true
      state.isCancelled = false
      return state.call
    }
  }

  /// Ends the current call; cancelling it from now on does nothing.
  package func end() {
    state.withLock { $0.isRunning = false }
  }

  /// Wakes the call of that number if it still runs.
  package func cancel(_ call: UInt64) {
    state.withLock { state in
      guard state.isRunning, state.call == call else { return }
      state.isCancelled = true
      var one: UInt64 = 1
      _ = unsafe Glibc.write(descriptor, &one, 8)
    }
  }

  /// Whether the current call has been cancelled.
  package var isCancelled: Bool {
    state.withLock(\.isCancelled)
  }

  private func drain() {
    var count: UInt64 = 0
    _ = unsafe Glibc.read(descriptor, &count, 8)
  }
}
