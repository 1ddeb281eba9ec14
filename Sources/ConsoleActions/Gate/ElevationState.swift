import ConsoleDomain

/// Whether changes are allowed now: a grant that ends by time, by idleness or at once.
struct ElevationState: Sendable {
  private struct Grant: Sendable {
    var reason: String
    var ticket: String
    /// nil: does not count down, for the demo's private servers.
    var until: Instant?
    var lastTouch: Instant
  }

  let policy: GatePolicy
  private var grant: Grant?

  init(policy: GatePolicy, now: Instant) {
    self.policy = policy
    if policy.isDemo, policy.readOnlyReason == nil {
      grant = Grant(
        reason: "trying the demo",
        ticket: AuthorisationRules.noneYet,
        until: nil,
        lastTouch: now
      )
    }
  }

  mutating func open(reason: String, ticket: String, duration: Duration, at now: Instant) {
    grant = Grant(
      reason: reason,
      ticket: ticket,
      until: policy.isDemo ? nil : now.advanced(by: duration),
      lastTouch: now
    )
  }

  mutating func close() {
    grant = nil
  }

  /// Puts off the end by idleness, unless it has come.
  mutating func touch(at now: Instant) {
    guard isOpen(at: now) else { return }
    grant?.lastTouch = now
  }

  func isOpen(at now: Instant) -> Bool {
    if case .open = value(at: now) { true } else { false }
  }

  /// What the band shows; a clock that was set back counts as idle, never as more time.
  func value(at now: Instant) -> Elevation {
    guard let grant else { return .readOnly(reason: policy.readOnlyReason) }
    guard let until = grant.until else {
      return .open(until: nil, reason: grant.reason, ticket: grant.ticket)
    }
    let idleEnd = grant.lastTouch.advanced(by: policy.idleLimit)
    guard now >= grant.lastTouch, now < min(until, idleEnd) else {
      return .readOnly(reason: policy.readOnlyReason)
    }
    return .open(until: until, reason: grant.reason, ticket: grant.ticket)
  }
}
