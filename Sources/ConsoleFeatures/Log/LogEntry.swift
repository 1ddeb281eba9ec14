package import ConsoleDomain

/// One thing that this console asked of the servers: no id, no value, nothing personal.
package struct LogEntry: Equatable, Sendable {
  /// What kind of thing it was.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case read
    case plan
    case reveal
    case write
    case export
    /// The right to change things, and what is connected.
    case right
  }

  /// How it ended.
  package enum Outcome: Hashable, Sendable {
    /// What came of it, in a few words.
    case done(String)
    /// The gate said no.
    case refused(String)
    case failed(String)
    /// Nobody waits for its answer any more.
    case givenUp
  }

  /// What its answer is recognised by.
  enum Origin: Hashable {
    case slot(Slot, generation: Int)
    case apply(OperationID)
    case elevation
    case initialisation
    case annotation
    case decision
    case export
    case context
  }

  package let kind: Kind
  package let title: String
  var origin: Origin
  package var startedAt: Instant
  package var endedAt: Instant?
  package var outcome: Outcome?
  /// How often in a row it was done; the times are those of the last one.
  package var times = 1

  init(_ kind: Kind, _ title: String, _ origin: Origin, at now: Instant) {
    self.kind = kind
    self.title = title
    self.origin = origin
    startedAt = now
  }
}
