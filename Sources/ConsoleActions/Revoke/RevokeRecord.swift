import ConsoleDomain

/// What the audit bodies keep of a revoke: one field a session, so that each can be redacted alone.
enum RevokeRecord {
  /// Longer user agents are cut: a record need not hold the 200 KB that a client may send.
  private static let longestText = 512

  static func intentDetails(_ plan: ActionPlan) -> [AuditDetail] {
    var details = [AuditDetail("entity.coll", .string("sessions"))]
    if case .revokeUser(let userID) = plan.request {
      details.append(AuditDetail("subject.user", .string(userID)))
    }
    details += plan.warnings.enumerated().map { index, warning in
      .item("warnings", index, .string(warning))
    }
    details += plan.sessions.enumerated().map { index, planned in
      .item("sessions", index, session(planned))
    }
    return details
  }

  static func run(_ run: RevokeRun, of plan: ActionPlan) -> ActionRun {
    let ends: [AuditDetail] = zip(plan.sessions, run.outcomes).enumerated().map { index, end in
      .item("outcomes", index, outcome(end.1, of: end.0.row.id))
    }
    let seen: [AuditDetail] = run.observations.enumerated().map { index, observation in
      .item("observations", index, value(of: observation))
    }
    return ActionRun(
      result: run.result,
      matched: plan.sessions.count,
      changed: run.changed,
      blocked: run.skipped,
      problems: run.problems,
      details: ends + seen,
      ending: .sessions(run.outcomes, observations: run.observations)
    )
  }

  private static func session(_ planned: PlannedSession) -> AuditValue {
    let row = planned.row
    return .document([
      "idHash": .string(row.id.hash),
      "user": .text(row.userID),
      "organization": .text(row.organizationID),
      "ip": .text(row.ip.map(cut)),
      "agent": .text(row.agent.map(cut)),
      "createdAt": .instant(row.createdAt),
      "lastSeenAt": .instant(row.lastSeenAt),
      "held": .bool(planned.isHeld),
      "blocked": .text(planned.blocked),
    ])
  }

  private static func outcome(_ outcome: TargetOutcome, of id: SessionID) -> AuditValue {
    var reason: String?
    let word: String
    switch outcome {
    case .revoked: word = "revoked"
    case .alreadyGone: word = "already_gone"
    case .unknown: word = "unknown"
    case .skipped(let why):
      word = "skipped"
      reason = why
    case .failed(let problem):
      word = "failed"
      reason = problem.sentence
    }
    return .document([
      "idHash": .string(id.hash), "outcome": .string(word), "reason": .text(reason),
    ])
  }

  private static func value(of observation: RevokeObservation) -> AuditValue {
    switch observation {
    case .resurrected(let id, let times, let remains):
      .document([
        "kind": .string("resurrected"), "idHash": .string(id.hash), "times": .int(Int64(times)),
        "remains": .bool(remains),
      ])
    case .signedInAgain(let userID, let id):
      .document([
        "kind": .string("signed_in_again"), "idHash": .string(id.hash), "user": .string(userID),
      ])
    }
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longestText ? text : String(text.prefix(longestText / 4)) + "…"
  }
}
