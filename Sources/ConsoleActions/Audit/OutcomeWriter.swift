import ConsoleDomain

/// Appends what ends an intent, in a way that leaves it with one outcome whoever else ends it.
struct OutcomeWriter: Sendable {
  let appender: ChainAppender

  /// Where a record of an outcome went.
  struct Written {
    /// The header of the intent's outcome, or of a part of it.
    var header: AuditHeader
    /// Another console had stored the outcome before.
    var isByAnother: Bool
  }

  /// Appends an outcome; one that another console wrote first stays, and this one becomes an event.
  ///
  /// What the console that did the work knows is more than what was read back after it.
  func write(
    _ entry: AuditEntry,
    of intentEventID: String
  ) async throws(ChainAppender.Failure) -> Written {
    let written = try await offer(entry)
    if written.isByAnother {
      _ = try await appender.append(late(entry, of: intentEventID))
    }
    return written
  }

  /// Appends an outcome unless there is one.
  func offer(_ entry: AuditEntry) async throws(ChainAppender.Failure) -> Written {
    let header = try await appender.append(entry)
    return Written(header: header, isByAnother: header.bodyRoot != entry.body.root)
  }

  /// The same fields under an event id of their own; roots do not cover the id.
  private func late(_ entry: AuditEntry, of intentEventID: String) -> AuditEntry {
    var late = entry
    late.phase = .event
    late.body.eventID = OutcomeEventID.late(of: intentEventID)
    return late
  }
}
