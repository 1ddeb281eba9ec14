import ConsoleDomain

/// Revokes every session of some users as part of a larger action, with all that a revoke does:
/// copies for held users, the backend's events, and the checks for sessions that come back.
struct SubjectRevocation: Sendable {
  let planner: RevokePlanner
  let ports: RevokePorts

  func revoke(
    _ users: Set<String>,
    of plan: ActionPlan,
    steering: ActionSteering,
    _ run: inout EntityRun,
    permit: borrowing MutationPermit
  ) async {
    for userID in users.sorted() {
      var own: ActionPlan
      do {
        own = try await planner.plan(.revokeUser(userID: userID), on: plan.servers)
      } catch {
        // No session is as it should be; anything else leaves some in place.
        if case .nothingToDo = error { continue }
        run.problems.append("Sessions were not revoked: \(ProblemText(error).line).")
        continue
      }
      own.id = plan.id
      guard let server = own.servers.redis else { continue }
      if !own.isComplete, let warning = own.warnings.first { run.problems.append(warning) }
      let executor = RevokeExecutor(
        plan: own,
        server: server,
        reads: planner.reads,
        ports: ports,
        clock: planner.clock,
        steering: steering
      )
      let revoked = await executor.run(permit: permit)
      run.sessions += revoked.changed
      run.problems += revoked.problems
      if revoked.result != .success {
        run.problems.append("Not every session of the user is gone.")
      }
    }
  }
}
