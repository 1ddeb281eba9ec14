package import ConsoleDomain

/// What became of a checkpoint that was signed.
package struct CheckpointReceipt: Hashable, Sendable {
  package var signed: SignedCheckpoint
  /// Sequence of its `audit.checkpoint` record.
  package var sequence: Int64
  /// Places outside of the database that have a copy now.
  package var copiedTo: [String] = []
  /// Places that have none, and why; `the database` among them when it is not stored there.
  package var failures: [Failure] = []

  /// A place that did not take a copy.
  package struct Failure: Hashable, Sendable {
    package var name: String
    package var reason: String
  }

  init(signed: SignedCheckpoint, sequence: Int64) {
    self.signed = signed
    self.sequence = sequence
  }
}

/// Why no checkpoint was signed.
package enum CheckpointRefusal: Error, Hashable, Sendable {
  /// The servers could not be asked, or the record could not be stored.
  case store(StoreProblem)
  case notInitialised
  /// There is no record to vouch for.
  case empty
  /// The chain is broken, or an earlier checkpoint is no prefix of it.
  case doesNotFit([AuditVerification.Fault])
}

/// When an open console and the sweep take a checkpoint by themselves.
package struct CheckpointSchedule: Hashable, Sendable {
  /// New records after which it is time, whatever the clock says.
  package var events: Int
  /// How long new records may go without one.
  package var interval: Duration

  /// Makes a schedule; every 1,000 records or 60 minutes unless told otherwise.
  package init(events: Int = 1000, interval: Duration = .seconds(3600)) {
    self.events = events
    self.interval = interval
  }

  /// Whether a chain of this length needs a checkpoint after the newest one.
  package func isDue(after newest: StoredCheckpoint?, length: Int, now: Instant) -> Bool {
    // The record of the checkpoint itself is no news: else an idle console would go on for ever.
    let new = length - (newest.map { $0.size + 1 } ?? 0)
    guard new > 0 else { return false }
    guard let takenAt = newest?.takenAt else { return true }
    let age = takenAt.duration(to: now)
    // A checkpoint of the future says nothing about how long ago it was.
    return new >= events || age >= interval || age < .zero
  }
}
