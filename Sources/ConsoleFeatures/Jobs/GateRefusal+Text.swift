import ConsoleDomain

extension GateRefusal {
  /// Why the gate said no and what to do about it, in a line.
  var text: String {
    switch self {
    case .readOnly(let reason): reason
    case .notElevated: "needs RW: press R"
    case .auditNotInitialised: "the audit store is not initialised (:init-audit)"
    case .auditUnavailable(let problem): "the intent could not be recorded: \(describe(problem))"
    case .planExpired: "the plan is older than five minutes; plan it again"
    case .serverChanged(let endpoint): "\(endpoint) is not the server the plan was made on"
    case .invalid(let field, let wanted): "\(field): \(wanted)"
    case .nothingToDo(let reason): "nothing to do: \(reason)"
    case .store(let problem): describe(problem)
    case .busy: "another action is running"
    }
  }
}

extension ActionReceipt {
  /// Sessions that are known to be gone now.
  var gone: Set<SessionID> {
    var ids: Set<SessionID> = []
    for (target, outcome) in zip(plan.targets, outcomes)
    where outcome == .revoked || outcome == .alreadyGone {
      ids.insert(target.row.id)
    }
    for case .resurrected(let id, _, true) in observations { ids.remove(id) }
    return ids
  }
}

extension SessionsState {
  /// Takes sessions that are gone out of everything that is shown or will be published.
  mutating func forget(_ ids: Set<SessionID>, at moment: Instant) {
    guard !ids.isEmpty else { return }
    for id in ids { gone[id] = moment }
    marks.remove(ids)
    latest?.removed.formUnion(ids)
    subject?.rows.removeAll { ids.contains($0.id) }
    if let id = detail?.id, ids.contains(id) { detail?.isGone = true }
    if let id = cursor?.id, ids.contains(id), subject != nil { cursor = nil }
    isArrangementDue = true
  }
}
