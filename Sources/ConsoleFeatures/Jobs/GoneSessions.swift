import ConsoleDomain

extension ActionReceipt {
  /// Sessions that are known to be gone now.
  var gone: Set<SessionID> {
    var ids: Set<SessionID> = []
    for (target, outcome) in zip(plan.sessions, outcomes)
    where outcome == .revoked || outcome == .alreadyGone {
      ids.insert(target.row.id)
    }
    return ids.subtracting(back)
  }

  /// Sessions that came back and could not be kept away.
  var back: Set<SessionID> {
    var ids: Set<SessionID> = []
    for case .resurrected(let id, _, true) in observations { ids.insert(id) }
    return ids
  }
}

extension ActionProgress {
  /// The session that is gone since the report before; nil when there is none.
  func gone(by plan: ActionPlan?) -> SessionID? {
    guard let plan, let last, last.outcome == .revoked || last.outcome == .alreadyGone,
      plan.sessions.indices.contains(last.target)
    else { return nil }
    return plan.sessions[last.target].row.id
  }
}

extension SessionsState {
  /// Lists sessions again that were taken out and are there after all.
  mutating func readmit(_ ids: Set<SessionID>) {
    guard !ids.isEmpty else { return }
    for id in ids { gone[id] = nil }
    latest?.removed.subtract(ids)
    subject?.snapshot.removed.subtract(ids)
    pace.isDue = true
  }

  /// Takes sessions that are gone out of everything that is shown or will be published.
  mutating func forget(_ ids: Set<SessionID>, at moment: Instant) {
    guard !ids.isEmpty else { return }
    for id in ids { gone[id] = moment }
    marks.remove(ids)
    latest?.removed.formUnion(ids)
    subject?.snapshot.removed.formUnion(ids)
    if let id = detail?.id, ids.contains(id) { detail?.isGone = true }
    pace.isDue = true
  }
}
