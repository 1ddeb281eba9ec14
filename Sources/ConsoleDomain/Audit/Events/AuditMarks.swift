/// A place between two events of the merged trail: in each log everything from the mark on is newer.
package struct AuditMarks: Hashable, Sendable {
  /// The lowest sequence of the console's chain above the place.
  package var ours: Int64
  /// The lowest key of the backend's log above the place.
  package var backend: EventKey

  /// Above everything.
  package static let newest = AuditMarks(ours: .max, backend: .highest)

  /// Makes a place.
  package init(ours: Int64, backend: EventKey) {
    self.ours = ours
    self.backend = backend
  }

  /// The place just below an event of this place's upper side.
  package func below(_ event: AuditEvent) -> AuditMarks {
    var marks = self
    switch event {
    case .ours(let record): marks.ours = record.header.sequence
    case .backend(let event): marks.backend = EventKey(hex: event.id) ?? backend
    }
    return marks
  }

  /// The place just above an event of this place's lower side.
  package func above(_ event: AuditEvent) -> AuditMarks {
    var marks = self
    switch event {
    case .ours(let record): marks.ours = record.header.sequence &+ 1
    case .backend(let event): marks.backend = EventKey(hex: event.id)?.next ?? backend
    }
    return marks
  }
}

/// Which events of both logs are wanted.
package struct AuditEventRequest: Hashable, Sendable {
  /// Which way to go from the place.
  package enum Direction: Hashable, Sendable {
    case older
    case newer
  }

  package var query: Query
  /// What `since:2h` is relative to.
  package var now: Instant
  package var marks: AuditMarks
  package var direction: Direction
  /// At most so many events.
  package var limit: Int

  /// Asks for events on one side of a place.
  package init(
    query: Query = Query(),
    now: Instant,
    marks: AuditMarks = .newest,
    direction: Direction = .older,
    limit: Int = 200
  ) {
    self.query = query
    self.now = now
    self.marks = marks
    self.direction = direction
    self.limit = limit
  }
}

/// A run of the merged trail without a gap: what matched on one side of a place.
package struct AuditSlice: Hashable, Sendable {
  /// Newest first, in either direction.
  package var events: [AuditEvent]
  /// Above the events: everything newer than these was not looked at.
  package var top: AuditMarks
  /// Below the events: where older ones go on.
  package var bottom: AuditMarks
  /// Nothing is left in the direction asked for.
  package var isAtEnd: Bool
  /// How far the search came where it ended by its budget and not for want of room.
  package var searchedTo: Instant?
  package var isInitialised: Bool
  package var readAt: Instant
  /// Why one of the two logs could not be read.
  package var problem: StoreProblem?

  /// Makes a slice.
  package init(
    events: [AuditEvent],
    top: AuditMarks,
    bottom: AuditMarks,
    isAtEnd: Bool,
    searchedTo: Instant? = nil,
    isInitialised: Bool,
    readAt: Instant,
    problem: StoreProblem? = nil
  ) {
    self.events = events
    self.top = top
    self.bottom = bottom
    self.isAtEnd = isAtEnd
    self.searchedTo = searchedTo
    self.isInitialised = isInitialised
    self.readAt = readAt
    self.problem = problem
  }
}
