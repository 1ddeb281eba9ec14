package import ConsoleDomain

/// The write port for events that a subject caused and that are about something else.
package protocol CausedEventWriter: Sendable {
  /// Puts the holds of held entities on their events, then replaces the subject's values, and nothing
  /// else, in the events that it caused; events of `held` and of `subjects` are left alone.
  func redact(
    _ values: SubjectValues,
    except subjects: Set<String>,
    sparing held: [HeldEntity],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CausedEventResult
}

/// A held document that events are about.
package struct HeldEntity: Hashable, Sendable {
  package var key: EntityKey
  /// What holds it; empty: a hold's scope alone, the flag follows with the next sweep.
  package var holdIDs: [String]

  /// Names a held document.
  package init(key: EntityKey, holdIDs: [String]) {
    self.key = key
    self.holdIDs = holdIDs
  }
}

/// What became of the events that a subject caused.
package struct CausedEventResult: Hashable, Sendable {
  package var changed: Int
  /// Events that hold a value and were not rewritten: held or changed meanwhile.
  package var left: Int
  /// Why there may be others; nil: these were all.
  package var incomplete: String?

  /// Makes a result.
  package init(changed: Int = 0, left: Int = 0, incomplete: String? = nil) {
    self.changed = changed
    self.left = left
    self.incomplete = incomplete
  }
}

/// The write port for counters of limiters whose key is somebody's address.
package protocol LimiterKeyRemover: Sendable {
  /// Deletes the keys that are exactly a limiter's prefix and one of these addresses; says how many
  /// there were.
  func remove(
    namedBy emails: Set<String>,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int
}
