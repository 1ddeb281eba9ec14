package import ConsoleDomain

/// Everything that actions read and write, kind by kind.
package struct ActionPorts: Sendable {
  /// Which servers we are on, asked of the servers themselves.
  package var identity: @Sendable () async throws(StoreProblem) -> ServerIdentity
  package var revocationReads: RevocationReads
  package var revocation: RevokePorts
  /// nil: the profile names no entities, so there is nothing to hold.
  package var holds: HoldPorts?
  /// nil for the same reason.
  package var strips: StripPorts?
  /// nil for the same reason.
  package var redactions: RedactionPorts?
  /// nil for the same reason: whose events are held is not known.
  package var retention: RetentionPorts?
  /// nil: the profile names no limiter.
  package var limits: LimitPorts?
  /// nil: nothing that takes two people can be done here.
  package var approvals: ApprovalPorts?
  /// What the profile says, as a hash: plans are bound to it.
  package var profileFingerprint: String

  /// Names the ports.
  package init(
    identity: @escaping @Sendable () async throws(StoreProblem) -> ServerIdentity,
    revocationReads: RevocationReads,
    revocation: RevokePorts,
    holds: HoldPorts? = nil,
    strips: StripPorts? = nil,
    redactions: RedactionPorts? = nil,
    retention: RetentionPorts? = nil,
    limits: LimitPorts? = nil,
    approvals: ApprovalPorts? = nil,
    profileFingerprint: String = ""
  ) {
    self.identity = identity
    self.revocationReads = revocationReads
    self.revocation = revocation
    self.holds = holds
    self.strips = strips
    self.redactions = redactions
    self.retention = retention
    self.limits = limits
    self.approvals = approvals
    self.profileFingerprint = profileFingerprint
  }

  /// Both servers' identities; an unknown half can't be pinned and so refuses the plan.
  func pinnedServers() async throws(GateRefusal) -> ServerIdentity {
    let servers: ServerIdentity
    do {
      servers = try await identity()
    } catch {
      throw .store(error)
    }
    if servers.redis == nil { throw .store(.unknownIdentity(of: .redis)) }
    if servers.mongo == nil { throw .store(.unknownIdentity(of: .mongo)) }
    return servers
  }

  /// The one that carries out actions of a kind; refused where this profile has no place for it.
  func action(
    _ kind: ActionKind,
    policy: GatePolicy,
    clock: ActionClock,
    random: RandomSource
  ) throws(GateRefusal) -> any AuditedAction {
    let revoking = RevokePlanner(
      reads: revocationReads,
      policy: policy,
      clock: clock,
      random: random
    )
    switch kind {
    case .revoke: return RevokeAction(planner: revoking, ports: revocation)
    case .resetLimits, .blockClient:
      guard let limits else { throw .nothingToDo("the profile names no limiter") }
      let planner = LimitPlanner(ports: limits, policy: policy, clock: clock, random: random)
      return kind == .resetLimits
        ? ResetLimitsAction(planner: planner) : BlockClientAction(planner: planner)
    case .createRetentionIndex:
      guard let retention else { throw .nothingToDo("the profile names no entities") }
      return CreateRetentionIndexAction(
        ports: retention,
        policy: policy,
        clock: clock,
        random: random
      )
    case .redactAudit:
      guard let redactions else { throw .nothingToDo("the profile names no entities") }
      return RedactAction(ports: redactions, policy: policy, clock: clock, random: random)
    case .strip, .archive:
      guard let strips else { throw .nothingToDo("the profile names no entities") }
      let sessions = SubjectRevocation(planner: revoking, ports: revocation)
      guard kind == .strip else {
        return ArchiveAction(
          ports: strips,
          policy: policy,
          clock: clock,
          random: random,
          sessions: sessions
        )
      }
      return StripAction(
        planner: StripPlanner(ports: strips, policy: policy, clock: clock, random: random),
        sessions: sessions
      )
    case .placeHold, .extendHold, .exportHold, .changeHold, .endHold:
      guard let holds else { throw .nothingToDo("the profile names no entities to hold") }
      let planner = HoldPlanner(ports: holds, policy: policy, clock: clock, random: random)
      switch kind {
      case .placeHold: return PlaceHoldAction(planner: planner, reads: revocationReads)
      case .extendHold: return ExtendHoldAction(planner: planner, reads: revocationReads)
      case .exportHold: return ExportHoldAction(planner: planner)
      case .endHold: return EndHoldAction(planner: planner, reads: revocationReads)
      default: return ChangeHoldAction(planner: planner)
      }
    }
  }
}
