/// Where refusals are read, and how well that goes.
package struct RefusalSource: Hashable, Sendable, Identifiable {
  /// Its place among the sources of this run.
  package let id: Int
  package let kind: Kind
  /// What the screen calls it (`access.log`); without secrets.
  package var name: String
  /// What it reads, as it found out (`combined`, `nginx` …); nil: not known yet.
  package var format: String?
  /// When it last answered; nil: not yet.
  package var readAt: Instant?
  /// The moment of the newest line, event or sample that it gave; nil: none so far.
  package var newest: Instant?
  /// Why it can't be read now; nil: it can.
  package var problem: String?
  /// Lines or records that could not be understood.
  package var unreadable = 0
  /// What its readers should know (`a new counter is found within 40 s`); nil: nothing.
  package var remark: String?

  /// What a source is made of.
  ///
  /// Kinds see the same refusals with different eyes, so that their numbers are
  /// never added; sources of one kind are different servers, and theirs are.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case log
    case metrics
    /// Events of the backend's log that its profile calls refusals.
    case events
    /// Growth of counters beyond their limit: a lower bound.
    case counters
    /// Failed sign-ins: no refusals, and never counted among them.
    case signIns = "sign-ins"

    /// Whether it counts what a limiter refused.
    package var countsRefusals: Bool { self != .signIns }

    /// Whether there may have been more than it counts.
    package var isLowerBound: Bool { self == .counters }
  }

  /// Names a source that has not answered yet.
  package init(id: Int, kind: Kind, name: String) {
    self.id = id
    self.kind = kind
    self.name = name
  }

  /// How long ago it last answered; nil: never.
  ///
  /// A clock that was set back makes no age below zero.
  package func age(at now: Instant) -> Duration? {
    readAt.map { max(.zero, $0.duration(to: now)) }
  }
}
