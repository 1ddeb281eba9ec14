/// How far a scan of the session keys has come, and how complete it is.
package struct ScanProgress: Hashable, Sendable {
  /// What a scan is doing.
  package enum Phase: Hashable, Sendable {
    case running
    case complete
    /// Stopped before the end: by the user, by the row cap, or by a fault.
    case incomplete(reason: String)
  }

  package var phase: Phase
  /// Keys seen so far under the profile's prefixes.
  package var scanned: Int
  /// `DBSIZE` when the scan began: an upper bound, shown with `~`.
  package var estimatedTotal: Int
  /// Keys of any kind that the cursor has passed; for the bar.
  package var visited: Int
  package var startedAt: Instant
  /// nil while running.
  package var finishedAt: Instant?

  /// Makes a progress value.
  package init(
    phase: Phase,
    scanned: Int,
    estimatedTotal: Int,
    visited: Int,
    startedAt: Instant,
    finishedAt: Instant? = nil
  ) {
    self.phase = phase
    self.scanned = scanned
    self.estimatedTotal = estimatedTotal
    self.visited = visited
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }
}
