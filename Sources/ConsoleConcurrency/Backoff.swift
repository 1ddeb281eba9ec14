/// How long to wait before trying again: exponential, capped, half of it random.
///
/// The random half ("equal jitter", AWS Architecture Blog 2015) keeps many consoles from returning
/// to a restarted server in the same instant, the fixed half keeps one from hammering it.
package struct Backoff: Hashable, Sendable {
  /// The full delay of the first attempt.
  package var base: Duration
  /// No delay is longer than this.
  package var cap: Duration

  /// Makes a schedule of delays that double from `base` up to `cap`.
  package init(base: Duration = .seconds(1), cap: Duration = .seconds(30)) {
    self.base = base
    self.cap = cap
  }

  /// The delay after the given number of failures in a row, from 1 on.
  ///
  /// - Parameters:
  ///   - failures: 1 after the first failure.
  ///   - fraction: a random number from 0 to 1; 0 gives half of the full delay, 1 all of it.
  /// - Returns: how long to wait before the next attempt.
  package func delay(afterFailures failures: Int, fraction: Double) -> Duration {
    // Doubling stops early: a shift by a large count would overflow long before any cap.
    let doublings = min(max(failures, 1) - 1, 20)
    let full = min(base * (1 << doublings), cap)
    return full / 2 + (full / 2) * min(max(fraction, 0), 1)
  }
}
