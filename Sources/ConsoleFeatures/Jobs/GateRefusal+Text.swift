import ConsoleDomain

extension GateRefusal {
  /// Why the gate said no and what is known of it, in a line.
  var text: String {
    let text = ProblemText(self)
    return "\(text.title): \(text.detail)"
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
    if subject != nil {
      subject?.rows.removeAll { ids.contains($0.id) }
      cursor = cursor.flatMap { old in
        shown?.position(of: old.id, rowNumber: nil).map { Cursor(id: old.id, position: $0) }
      }
    }
    if let id = detail?.id, ids.contains(id) { detail?.isGone = true }
    isArrangementDue = true
  }
}
