/// Something that an identity may be allowed to do on a collection or a key.
package struct Right: Hashable, Sendable {
  package var place: Place
  /// The server's own word: `update`, `createIndex`, `del`.
  package var action: String
  /// The collection's name; of Redis the kind of key.
  package var target: String

  /// Where it is needed.
  package enum Place: Hashable, Sendable {
    case redis
    /// The backend's database.
    case backend
    /// The console's own database.
    case console
  }

  /// Names a right.
  package init(_ place: Place, _ action: String, _ target: String) {
    self.place = place
    self.action = action
    self.target = target
  }

  /// The one that revoking needs of Redis.
  package static let deletingSessions = Right(.redis, "del", "sessions")
  /// The one that resetting counters needs of Redis.
  package static let deletingCounters = Right(.redis, "del", "counters")
  /// The one that blocking a client needs of Redis.
  package static let settingCounters = Right(.redis, "set", "counters")
}

/// A right that the server would refuse, and what it would say.
package struct MissingRight: Hashable, Sendable {
  package var right: Right
  /// The server's reason, without its name: `not authorized on app to execute update on users`.
  package var reason: String

  /// Makes a finding.
  package init(_ right: Right, reason: String) {
    self.right = right
    self.reason = reason
  }
}

extension MissingRight {
  /// Redis would not delete a session.
  package static let deletingSessions = MissingRight(
    .deletingSessions,
    reason: "this user has no permissions to run the 'del' command on a session"
  )

  /// Redis would not delete a counter.
  package static let deletingCounters = MissingRight(
    .deletingCounters,
    reason: "this user has no permissions to run the 'del' command on a counter"
  )

  /// Redis would not set a counter.
  package static let settingCounters = MissingRight(
    .settingCounters,
    reason: "this user has no permissions to run the 'set' command on a counter"
  )
}
