import ConsoleDomain

/// What the context says about changes.
package struct GatePolicy: Sendable {
  /// Why nothing may be changed here (the context, a flag, the server); nil: it may.
  package var readOnlyReason: String?
  /// Private demo servers: open from the start, without a countdown.
  package var isDemo: Bool
  /// Regular expression a ticket must match as a whole; nil: anything but nothing.
  package var ticketPattern: String?
  /// What the typed phrase and the records call this environment.
  package var environment: String
  /// How long an elevation lasts unless asked for otherwise.
  package var elevationLength: Duration
  /// How long a person may be away before an elevation ends.
  package var idleLimit: Duration
  /// More targets than this make an action tier 3.
  package var bulkThreshold: Int
  /// Whether a strip takes two people; a release of a hold always does.
  package var stripsTakeTwo: Bool
  /// How long a second person's agreement may take and be used, within the bounds of `ApprovalRules`.
  package var approvalLifetime: Duration

  /// Makes a policy; the defaults are those of tui.md c.6.
  package init(
    readOnlyReason: String? = nil,
    isDemo: Bool = false,
    ticketPattern: String? = nil,
    environment: String,
    elevationLength: Duration = .seconds(600),
    idleLimit: Duration = .seconds(180),
    bulkThreshold: Int = 25,
    stripsTakeTwo: Bool = true,
    approvalLifetime: Duration = ApprovalRules.usual
  ) {
    self.readOnlyReason = readOnlyReason
    self.isDemo = isDemo
    self.ticketPattern = ticketPattern
    self.environment = environment
    self.elevationLength = elevationLength
    self.idleLimit = idleLimit
    self.bulkThreshold = bulkThreshold
    self.stripsTakeTwo = stripsTakeTwo
    self.approvalLifetime = approvalLifetime
  }
}

extension GatePolicy {
  /// Refuses a reason or a ticket that does not do, saying what is wanted.
  func check(reason: String, ticket: String) throws(GateRefusal) {
    if let fault = AuthorisationRules.fault(reason: reason) {
      throw .invalid(field: "reason", wanted: fault)
    }
    if let fault = AuthorisationRules.fault(ticket: ticket, pattern: ticketPattern) {
      throw .invalid(field: "ticket", wanted: fault)
    }
  }
}
