import ConsoleDomain

/// Requests for approval for people.
enum ApprovalText {
  /// Prints requests as a table; no table without one.
  static func print(_ approvals: [Approval], now: Instant) throws {
    guard !approvals.isEmpty else { return }
    let rows = approvals.map { approval in
      [
        approval.shortHash, approval.state(at: now).rawValue, approval.plan.action,
        approval.plan.subject, counts(approval.plan), approval.requester.name,
        approval.decision?.approver ?? "", left(approval, now), approval.reason,
      ]
    }
    try TextTable.print(
      rows,
      titles: [
        "PLAN", "STATE", "ACTION", "ABOUT", "WHAT", "REQUESTER", "APPROVER", "LEFT", "REASON",
      ]
    )
  }

  /// Prints everything that is kept of one request.
  static func print(_ approval: Approval, now: Instant) throws {
    let plan = approval.plan
    var lines = [
      "plan       \(plan.hash)", "state      \(approval.state(at: now).rawValue)",
      "action     \(plan.action) \(plan.subject)", "on         \(plan.servers)",
      "what       \(counts(plan))",
      "requester  \(approval.requester.name), \(approval.requestedAt.iso8601)",
      "reason     \(approval.reason) (\(approval.ticket))",
      "expires    \(approval.expiresAt.iso8601)",
    ]
    if let decision = approval.decision {
      lines.append("decided    \(decision.approver), \(decision.at.iso8601): \(decision.reason)")
    }
    if let used = approval.consumed { lines.append("used       \(used.at.iso8601)") }
    lines += plan.notes.map { "note       \($0)" }
    try DataOutput.write(lines: lines)
  }

  private static func counts(_ plan: ApprovedPlan) -> String {
    plan.counts.map { "\(CountText.grouped($0.count)) \($0.place)" }.joined(separator: ", ")
  }

  private static func left(_ approval: Approval, _ now: Instant) -> String {
    switch approval.state(at: now) {
    case .pending, .approved, .denied: TimeText.left(now.duration(to: approval.expiresAt))
    case .expired, .consumed: ""
    }
  }
}
