import Synchronization

/// Asks a running action to stop after the target in hand; it may be raised from any thread.
final class StopSignal: Sendable {
  private struct State {
    var isRaised = false
    var sleeper: Task<Void, Never>?
  }

  private let state = Mutex(State())

  var isRaised: Bool { state.withLock { $0.isRaised } }

  func raise() {
    let sleeper = state.withLock { state in
      state.isRaised = true
      return state.sleeper
    }
    sleeper?.cancel()
  }

  /// Waits, but no longer than until the signal is raised; whether the whole time has passed.
  func wait(for duration: Duration, on clock: ActionClock) async -> Bool {
    let sleeper = Task { _ = try? await clock.sleep(duration) }
    let raised = state.withLock { state in
      state.sleeper = sleeper
      return state.isRaised
    }
    if raised { sleeper.cancel() }
    await sleeper.value
    return state.withLock { state in
      state.sleeper = nil
      return !state.isRaised
    }
  }
}
