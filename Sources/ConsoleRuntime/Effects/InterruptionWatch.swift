import ConsoleDomain
import Synchronization

/// When interrupted actions are looked for: once MongoDB answers, and now and then after it.
///
/// Another console of this machine may die while this one is open (compliance.md b.9: at start and
/// periodically).
final class InterruptionWatch: Sendable {
  static let interval: Duration = .seconds(600)

  private struct State {
    var isLooking = false
    var lastLook: Instant?
  }

  private let state = Mutex(State())

  /// Whether it is time for a look.
  func isDue(at now: Instant) -> Bool {
    state.withLock { state in
      !state.isLooking && (state.lastLook.map { $0.duration(to: now) >= Self.interval } ?? true)
    }
  }

  /// Marks the start of a look; false while another one goes on.
  func begin(at now: Instant) -> Bool {
    state.withLock { state in
      guard !state.isLooking else { return false }
      state.isLooking = true
      state.lastLook = now
      return true
    }
  }

  /// Marks its end, however it went.
  func end() {
    state.withLock { $0.isLooking = false }
  }
}
