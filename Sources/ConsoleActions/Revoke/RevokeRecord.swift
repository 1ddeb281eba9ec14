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
      AuditDetail("warnings.\(number(index))", .string(warning))
    }
    details += plan.targets.enumerated().map { index, planned in
      AuditDetail("sessions.\(number(index))", session(planned))
    }
    return details
  }

  static func outcome(_ run: RevokeRun, of plan: ActionPlan) -> AuditOutcome {
    let ends = zip(plan.targets, run.outcomes).enumerated().map { index, end in
      AuditDetail("outcomes.\(number(index))", outcome(end.1, of: end.0.row.id))
    }
    let seen = run.observations.enumerated().map { index, observation in
      AuditDetail("observations.\(number(index))", value(of: observation))
    }
    return AuditOutcome(
      result: run.result,
      matched: plan.targets.count,
      changed: run.changed,
      blocked: run.skipped,
      error: run.problems.isEmpty ? nil : run.problems.joined(separator: " "),
      details: ends + seen
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

  /// Six digits, so that the bytewise order of paths is the order of the list.
  private static func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longestText ? text : String(text.prefix(longestText / 4)) + "…"
  }
}
