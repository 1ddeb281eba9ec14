/// Keeps, on this machine, the records that the audit store could not take, until it can.
package protocol OutcomeJournal: Sendable {
  /// Adds records durably; returns once they would survive a crash.
  func add(_ entries: [JournalEntry]) async throws(JournalProblem)
  /// The records that are still to be stored, in the order they were added.
  func pending() async throws(JournalProblem) -> OwedOutcomes
  /// Forgets records that the audit store has.
  func remove(eventIDs: Set<String>) async throws(JournalProblem)
}

/// What a journal holds; one damaged record keeps no other from being read.
package struct OwedOutcomes: Hashable, Sendable {
  package var entries: [JournalEntry]
  /// What can't be read, and where; nil when all could be.
  package var damage: String?

  /// Makes a list.
  package init(entries: [JournalEntry] = [], damage: String? = nil) {
    self.entries = entries
    self.damage = damage
  }
}

/// An audit record that waits to be stored.
package struct JournalEntry: Hashable, Sendable {
  package var entry: AuditEntry
  /// Event id of the intent it ends: it belongs into the chain that has this intent, and no other.
  ///
  /// The journal is the machine's, the chains are the deployments': a console on staging must not
  /// store what is owed to production. An intent whose own insert was not answered may be in no
  /// chain at all, or arrive late.
  package var intentEventID: String

  /// Makes a journal entry.
  package init(entry: AuditEntry, intentEventID: String) {
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
