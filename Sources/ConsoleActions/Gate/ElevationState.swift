import ConsoleDomain

/// Whether changes are allowed now: a grant that ends by time, by idleness or at once.
struct ElevationState: Sendable {
  private struct Grant: Sendable {
    var reason: String
    var ticket: String
    /// nil: does not count down, for the demo's private servers.
    var until: Instant?
    var lastTouch: Instant
    /// Whether somebody asked for it, so that its end is on record as its beginning is.
    var isAsked = true
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
        lastTouch: now,
        isAsked: false
      )
    }
  }

  /// When a grant of this length would end; nil: it does not count down.
  func end(of length: Duration, from now: Instant) -> Instant? {
    policy.isDemo ? nil : now.advanced(by: length)
  }

  mutating func open(reason: String, ticket: String, until: Instant?, at now: Instant) {
    grant = Grant(reason: reason, ticket: ticket, until: until, lastTouch: now)
  }

  /// Ends the grant; answers what there is to record of it.
  mutating func close(at now: Instant) -> ConsoleEvent? {
    guard let ended = grant else { return nil }
    let ending: ElevationEnding =
      isOpen(at: now) ? .given : ended.until.map { now >= $0 } == true ? .expired : .idle
    grant = nil
    guard ended.isAsked else { return nil }
    return .drop(ending, reason: ended.reason, ticket: ended.ticket)
  }

  /// Ends a grant whose time is over; answers what there is to record of it.
  mutating func lapse(at now: Instant) -> ConsoleEvent? {
    isOpen(at: now) ? nil : close(at: now)
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
