/// What is remarkable about a session; names are the words of `flag:` in the query language.
package struct SessionFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The user, or the user's organisation, is under legal hold.
  package static let held = SessionFlags(rawValue: 1 << 0)
  /// The user is archived: could not sign in again, but this session goes on.
  package static let archived = SessionFlags(rawValue: 1 << 1)
  /// The user's personal data was stripped.
  package static let stripped = SessionFlags(rawValue: 1 << 2)
  /// The key has no TTL: valid for ever to the backend.
  package static let noExpiry = SessionFlags(rawValue: 1 << 3)
  /// No user id was found: a visitor, a bot, a health check.
  package static let anonymous = SessionFlags(rawValue: 1 << 4)
  /// The value is no session the backend can read (not JSON, or JSON without `cookie`).
  package static let unreadable = SessionFlags(rawValue: 1 << 5)
  /// The key holds another Redis type; the backend fails with WRONGTYPE on it.
  package static let wrongType = SessionFlags(rawValue: 1 << 6)
  /// The value is larger than what was read; user and metadata may be incomplete.
  package static let truncated = SessionFlags(rawValue: 1 << 7)
  /// The user id is in no user document.
  package static let unknownUser = SessionFlags(rawValue: 1 << 8)

  /// Each flag with its name, in the order of display.
  package static let named: [(flag: SessionFlags, name: String)] = [
    (.held, "held"), (.archived, "archived"), (.stripped, "stripped"), (.noExpiry, "no-expiry"),
    (.anonymous, "anonymous"), (.unreadable, "unreadable"), (.wrongType, "wrong-type"),
    (.truncated, "truncated"), (.unknownUser, "unknown-user"),
  ]

  /// The names of the flags that are set.
  package var names: [String] { Self.named.filter { contains($0.flag) }.map(\.name) }
}
