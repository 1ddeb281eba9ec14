package import ConsoleDomain

/// The detail pane of one document: read afresh, and what was revealed of it for a while.
package struct EntityDetailState: Equatable, Sendable {
  package var key: EntityKey
  /// nil until it was read.
  package var detail: EntityDetail?
  /// It was read and is gone.
  package var isGone = false
  package var problem: StoreProblem?
  package var revealed: Revealed?
  package var stored: ShownStoredValue?
  /// Lines scrolled off at the top.
  package var top = 0

  /// A document in clear and the instant it is taken away again.
  package struct Revealed: Equatable, Sendable {
    package var entity: RevealedEntity
    package var until: Instant
  }

  init(key: EntityKey) { self.key = key }

  /// Masks again whatever is in clear.
  mutating func hide() {
    revealed = nil
    stored = nil
  }

  /// Masks again what has had its time.
  mutating func expire(at now: Instant) {
    if let until = revealed?.until, until <= now { revealed = nil }
    if let until = stored?.until, until <= now { stored = nil }
  }

  /// Takes what was read; an answer for another document is dropped.
  mutating func take(_ read: EntityDetail?, of key: EntityKey) {
    guard key == self.key else { return }
    problem = nil
    isGone = read == nil
    if let read { detail = read }
  }
}

/// Which half of a screen takes the movement keys.
package enum ScreenPane: Hashable, Sendable {
  case list
  case detail
}
