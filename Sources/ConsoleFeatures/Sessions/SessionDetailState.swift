package import ConsoleDomain

/// The detail pane: one session read afresh, and what was revealed of it for a while.
package struct SessionDetailState: Equatable, Sendable {
  /// How long revealed values stay.
  static let revealLifetime: Duration = .seconds(30)

  package var id: SessionID
  /// nil until it was read.
  package var detail: SessionDetail?
  /// It was read and is gone.
  package var isGone = false
  package var problem: StoreProblem?
  package var revealed: Revealed?
  package var stored: ShownStoredValue?
  /// Lines scrolled off at the top.
  package var top = 0

  /// Clear values and the instant they are taken away again.
  package struct Revealed: Equatable, Sendable {
    package var session: RevealedSession
    package var until: Instant
  }

  init(id: SessionID) { self.id = id }

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

  /// Takes what was read; an answer for another session is dropped.
  mutating func take(_ read: SessionDetail?) {
    problem = nil
    guard let read else {
      isGone = true
      return
    }
    guard read.row.id == id else { return }
    detail = read
    isGone = false
  }
}
