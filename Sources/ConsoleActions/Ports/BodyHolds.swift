package import ConsoleDomain

/// Keeps on the bodies of the audit trail what holds the documents that they name.
package protocol BodyHoldWriter: Sendable {
  /// Sets flag and ids of these bodies; none at all lets them go. Answers how many changed.
  func hold(
    _ eventIDs: [String],
    by holds: [String],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int
}

/// Reads what bodies are about, and what they say of holds.
package struct BodyHoldReader: Sendable {
  /// The bodies after an event id, in the order of ids; nil: from the oldest on.
  package var page: @Sendable (_ after: String?) async throws(StoreProblem) -> BodyHoldPage

  /// Makes a port.
  package init(
    page: @escaping @Sendable (_ after: String?) async throws(StoreProblem) -> BodyHoldPage
  ) {
    self.page = page
  }
}

/// Some bodies.
package struct BodyHoldPage: Hashable, Sendable {
  /// A body, the documents that it names, and the holds on it.
  package struct Body: Hashable, Sendable {
    package var eventID: String
    package var keys: Set<EntityKey>
    package var holds: [String]
    /// Its flag, by which the index on its age goes.
    package var isHeld: Bool

    /// Makes a body.
    package init(eventID: String, keys: Set<EntityKey>, holds: [String], isHeld: Bool) {
      self.eventID = eventID
      self.keys = keys
      self.holds = holds
      self.isHeld = isHeld
    }
  }

  package var bodies: [Body]
  package var seen: Int
  /// The last event id; nil: there are no more.
  package var last: String?

  /// Makes a page.
  package init(bodies: [Body], seen: Int, last: String?) {
    self.bodies = bodies
    self.seen = seen
    self.last = last
  }
}
