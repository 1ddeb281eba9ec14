/// Keeps, on this machine, the records that the audit store could not take, until it can.
package protocol OutcomeJournal: Sendable {
  /// Adds records durably; returns once they would survive a crash.
  func add(_ entries: [JournalEntry]) async throws(JournalProblem)
  /// The records that are still to be stored, in the order they were added.
  func pending() async throws(JournalProblem) -> [JournalEntry]
  /// Forgets records that the audit store has.
  func remove(eventIDs: Set<String>) async throws(JournalProblem)
}

/// An audit record that waits to be stored.
package struct JournalEntry: Hashable, Sendable {
  package var entry: AuditEntry
  /// Event id of an intent whose own fate is unknown: without it in the chain this is void.
  package var intentEventID: String?

  /// Makes a journal entry.
  package init(entry: AuditEntry, intentEventID: String? = nil) {
    self.entry = entry
    self.intentEventID = intentEventID
  }
}

/// Why the journal could not be written or read; the reason names no value.
package struct JournalProblem: Error, Hashable, Sendable {
  package var reason: String

  /// Makes a problem.
  package init(reason: String) {
    self.reason = reason
  }
}
