/// What one log gave on one side of a place, in the order of going away from it.
package struct LogRun: Sendable {
  package var events: [AuditEvent]
  /// Nothing of this log is left in that direction.
  package var isAtEnd: Bool
  /// How far it was searched, where the budget ended the search.
  package var searchedTo: Instant?

  /// Makes a run.
  package init(events: [AuditEvent], isAtEnd: Bool, searchedTo: Instant? = nil) {
    self.events = events
    self.isAtEnd = isAtEnd
    self.searchedTo = searchedTo
  }
}

/// Merges the runs of both logs by time; each log keeps its own order, whatever its clocks say.
package struct AuditMerge: Sendable {
  /// Merged, in the order of going away from the place.
  package private(set) var events: [AuditEvent] = []
  /// How many of each run are among them.
  package private(set) var ours = 0
  package private(set) var backend = 0

  /// Takes at most `limit` events; none of one log beyond where the other one was searched to.
  package init(
    ours: LogRun,
    backend: LogRun,
    direction: AuditEventRequest.Direction,
    limit: Int
  ) {
    while events.count < limit {
      let own = ours.events.dropFirst(self.ours).first
      let other = backend.events.dropFirst(self.backend).first
      switch (own, other) {
      case (nil, nil): return
      case (let own?, nil):
        guard !isBeyond(own, backend.searchedTo, direction) else { return }
        take(own)
      case (nil, let other?):
        guard !isBeyond(other, ours.searchedTo, direction) else { return }
        take(other)
      case (let own?, let other?): take(isOwnFirst(own, other, direction) ? own : other)
      }
    }
  }

  private mutating func take(_ event: AuditEvent) {
    events.append(event)
    if case .ours = event { ours += 1 } else { backend += 1 }
  }

  /// At equal times our record counts as the newer one; one without a time is not waited with.
  private func isOwnFirst(
    _ own: AuditEvent,
    _ other: AuditEvent,
    _ direction: AuditEventRequest.Direction
  ) -> Bool {
    guard let ownTime = own.placedAt else { return true }
    guard let otherTime = other.placedAt else { return false }
    return direction == .older ? ownTime >= otherTime : ownTime < otherTime
  }

  private func isBeyond(
    _ event: AuditEvent,
    _ searchedTo: Instant?,
    _ direction: AuditEventRequest.Direction
  ) -> Bool {
    guard let searchedTo, let time = event.placedAt else { return false }
    return direction == .older ? time < searchedTo : time > searchedTo
  }
}
