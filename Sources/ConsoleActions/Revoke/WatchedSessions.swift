import ConsoleDomain

/// A session that was not there before the revoke.
struct SignIn: Hashable {
  var userID: String
  var id: SessionID
}

/// What the checks follow and what they have seen.
struct WatchedSessions {
  let plan: ActionPlan
  /// Targets that should be gone, or whose fate is unknown.
  let indices: [Int]
  let users: Set<String>
  /// How often each came back.
  var returns: [Int: Int] = [:]
  /// Deleted again at the newest check.
  var lastDeleted: [Int] = []
  var remaining: Set<Int> = []
  var signIns: [SignIn] = []
  private var changedUser: Set<Int> = []

  init(plan: ActionPlan, outcomes: [TargetOutcome]) {
    self.plan = plan
    indices = outcomes.indices.filter { outcomes[$0] == .revoked || outcomes[$0] == .unknown }
    users = Set(indices.compactMap { plan.sessions[$0].row.userID })
  }

  mutating func reportChangedUser(_ index: Int, _ run: inout RevokeRun) {
    guard changedUser.insert(index).inserted else { return }
    let id = plan.sessions[index].row.id
    run.problems.append("\(id.abbreviated) is there again for another user and was left alone.")
  }

  var observations: [RevokeObservation] {
    var seen: Set<SignIn> = []
    let resurrected = returns.keys.sorted().map { index in
      RevokeObservation.resurrected(
        plan.sessions[index].row.id,
        times: returns[index, default: 0],
        remains: remaining.contains(index)
      )
    }
    let signedIn = signIns.filter { seen.insert($0).inserted }.map {
      RevokeObservation.signedInAgain(userID: $0.userID, $0.id)
    }
    return resurrected + signedIn
  }
}
