import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func loadApprovals() -> [Effect] {
    approvals.lookedAt = shell.now
    return [.loadApprovals(generation: slots.begin(.approvals))]
  }

  /// Looks now and then whether a request waits, so that every screen can say so.
  mutating func countApprovalsIfDue() -> [Effect] {
    guard !shell.isPaused, !health.isLost(.mongo), !slots.isRunning(.waiting) else { return [] }
    if let last = approvals.lookedAt, last.duration(to: shell.now) < ApprovalsState.interval {
      return []
    }
    approvals.lookedAt = shell.now
    if shell.navigation.current == .approvals { return loadApprovals() }
    return [.loadWaitingApprovals(generation: slots.begin(.waiting))]
  }

  mutating func takeApprovals(_ message: Message) -> [Effect] {
    switch message {
    case .approvalsLoaded(let generation, let listing):
      guard slots.finish(.approvals, generation) else { return [] }
      approvals.take(listing, at: shell.now, page: layout.pageRows)
    case .waitingApprovalsLoaded(let generation, let listing):
      guard slots.finish(.waiting, generation) else { return [] }
      approvals.take(living: listing)
    case .decided(let approval):
      closeDecision()
      let isApproved = approval.decision?.isApproved == true
      shell.say(
        .ok,
        isApproved
          ? "approved and on record: \(approval.requester.name) carries it out"
          : "denied and on record"
      )
      return loadApprovals()
    default: break
    }
    return []
  }

  mutating func moveApprovals(_ step: ListMove) -> [Effect] {
    let page = layout.pageRows
    if approvals.pane == .detail {
      let end = max(0, approvalDetailLines.count - layout.detail.rows)
      approvals.detailTop =
        step.position(from: approvals.detailTop, count: end + 1, page: page) ?? 0
      return []
    }
    guard
      let place = step.position(
        from: approvals.position,
        count: approvals.rows.count,
        page: page
      )
    else { return [] }
    approvals.select(place, page: page)
    return []
  }

  /// What must not be forgotten: somebody waits for a second person.
  var waitingApprovals: String? {
    guard let waiting = approvals.living?.waiting(at: shell.viewTime), waiting > 0 else {
      return nil
    }
    let verb = waiting == 1 ? "waits" : "wait"
    return "\(CountText.noun(waiting, "request")) \(verb) for a second person: :approvals"
  }
}
