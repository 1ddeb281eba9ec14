/// The `state` of a session record.
package enum SessionState: String, Hashable, Sendable, CaseIterable {
  case live
  case expired
  case unreadable

  /// The state of a session with these flags and this expiry; the flags win.
  package init(flags: SessionFlags, expiry: SessionExpiry, now: Instant) {
    if !flags.isDisjoint(with: [.unreadable, .wrongType]) {
      self = .unreadable
    } else if case .at(let instant) = expiry, instant <= now {
      self = .expired
    } else {
      self = .live
    }
  }
}

extension SessionRow {
  /// Live, expired or unreadable at this moment.
  package func state(now: Instant) -> SessionState {
    SessionState(flags: flags, expiry: expiry, now: now)
  }
}
