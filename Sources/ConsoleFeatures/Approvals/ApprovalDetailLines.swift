import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The detail pane of a request: all that is kept of the plan that somebody wants agreed to.
  var approvalDetailLines: [[Span]] {
    guard let approval = approvals.cursorRow else {
      return [[Span("nothing is selected", .textDim)]]
    }
    return lines(of: approval).wrapped(cells: layout.detail.columns - 2)
  }

  func drawApprovalDetail(into frame: inout Frame, _ rect: Rect) {
    let lines = approvalDetailLines
    drawScrolled(
      detailSearch?.marked(lines) ?? lines,
      top: approvals.detailTop,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  private func lines(of approval: Approval) -> [[Span]] {
    let plan = approval.plan
    let state = approval.state(at: shell.viewTime)
    var lines: [[Span]] = [
      [Span(shell.glyphs.safe("\(plan.action) \(plan.subject)"), .title)],
      field("state", state.sentence, state.role), field("on", plan.servers),
      field("what", plan.countText),
    ]
    if let hold = holds.register?.hold(plan.subject) {
      lines.append(field("matter", "\(hold.matter.id): \(hold.matter.title)"))
    }
    lines += [
      [], field("requester", approval.requester.description),
      field("asked at", approval.requestedAt.iso8601), field("reason", approval.reason),
      field("ticket", approval.ticket), field("expires", expiry(of: approval)),
      field("plan", plan.hash), field("request", approval.id),
    ]
    if let decision = approval.decision {
      lines += [
        [], field(decision.isApproved ? "approved" : "denied", decision.approver),
        field("at", decision.at.iso8601), field("reason", decision.reason),
      ]
    }
    if let used = approval.consumed { lines.append(field("used", used.at.iso8601)) }
    if !plan.notes.isEmpty {
      lines += [[], [Span("WHAT THE PLAN SAYS", .tableHeader)]]
      lines += plan.notes.map { [Span(shell.glyphs.safe($0))] }
    }
    guard !plan.ids.isEmpty else { return lines }
    lines += [[], [Span("TARGETS", .tableHeader)]]
    lines += plan.ids.map { [Span(shell.glyphs.safe($0))] }
    guard plan.ids.count >= ApprovedPlan.idLimit else { return lines }
    return lines + [[Span("at most \(ApprovedPlan.idLimit) are kept with a request", .textDim)]]
  }

  private func expiry(of approval: Approval) -> String {
    let now = shell.viewTime
    let distance =
      approval.expiresAt > now
      ? "in \(TimeText.left(now.duration(to: approval.expiresAt)))"
      : "since \(TimeText.age(approval.expiresAt.duration(to: now)))"
    return "\(approval.expiresAt.iso8601) (\(distance))"
  }

  private func field(_ name: String, _ value: String, _ role: Role = .text) -> [Span] {
    [Span(Truncation.fit(name, to: 11), .textDim), Span(shell.glyphs.safe(value), role)]
  }
}

extension Approval.State {
  fileprivate var sentence: String {
    switch self {
    case .pending: "waits for a second person"
    case .approved: "approved: the requester may carry it out, once"
    case .denied: "denied"
    case .expired: "expired: it counts for nothing any more"
    case .consumed: "carried out"
    }
  }
}

extension Approval.Person {
  /// All that is known of who it is.
  fileprivate var description: String {
    let machine = [osUser, host].compactMap(\.self).joined(separator: "@")
    guard let mongoUser else { return machine.isEmpty ? "not known" : machine }
    return machine.isEmpty ? mongoUser : "\(mongoUser) (\(machine))"
  }
}
