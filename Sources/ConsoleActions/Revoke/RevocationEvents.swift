import ConsoleDomain

/// What the backend would have logged, had it revoked these sessions itself.
enum RevocationEvents {
  static func events(
    for plan: ActionPlan,
    revoked positions: Set<Int>,
    at now: Instant
  ) -> [RevocationEvent] {
    let revoked = positions.sorted().map { plan.sessions[$0] }
    guard !revoked.isEmpty else { return [] }
    switch plan.request {
    case .revokeUser(let userID):
      return [RevocationEvent(userID: userID, subject: .all(count: revoked.count), createdAt: now)]
    case .revokeSessions:
      return revoked.map { planned in
        RevocationEvent(
          userID: planned.row.userID,
          subject: .session(shortID: planned.row.id.abbreviated, idHash: planned.row.id.hash),
          createdAt: now
        )
      }
    default: return []
    }
  }
}
