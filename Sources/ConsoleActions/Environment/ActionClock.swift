package import ConsoleDomain

/// The time as the action pipeline sees it; injected, so that tests neither wait nor guess.
package struct ActionClock: Sendable {
  package var now: @Sendable () -> Instant
  /// Returns after the duration, or throws `CancellationError` as soon as the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void

  /// Makes a clock.
  package init(
    now: @escaping @Sendable () -> Instant,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
