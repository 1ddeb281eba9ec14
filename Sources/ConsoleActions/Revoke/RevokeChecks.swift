import ConsoleDomain

/// Looks after 1, 5 and 30 s whether what was revoked stays gone.
///
/// A request in flight writes its session back when it ends: the same sid is then present again. It
/// is deleted again each time; one that is still there after the last check remains. A new sid of
/// the same user is a person signing in again: reported, not deleted.
struct RevokeChecks: Sendable {
  /// Since the last deletion.
  static let offsets: [Duration] = [.seconds(1), .seconds(5), .seconds(30)]
  /// How long after a deletion at the last check it is looked at once more.
  static let settling: Duration = .seconds(1)

  let executor: RevokeExecutor
  /// Sids of each user before the revoke; nil when they could not be read.
  let known: [String: Set<SessionID>]?

  func run(_ run: inout RevokeRun, permit: borrowing MutationPermit) async {
    var watched = WatchedSessions(plan: executor.plan, outcomes: run.outcomes)
    guard !watched.indices.isEmpty else { return }
    var elapsed: Duration = .zero
    for offset in Self.offsets {
      let seconds = offset.components.seconds
      executor.report(
        "watching for sessions that come back (\(seconds) s)",
        done: executor.plan.sessions.count
      )
      guard await executor.steering.stop.wait(for: offset - elapsed, on: executor.clock) else {
        run.problems.append("Stopped before the check at \(seconds) s.")
        break
      }
      elapsed = offset
      await check(&watched, &run, at: "\(seconds) s", permit: permit)
      await findSignIns(&watched, &run, at: "\(seconds) s")
    }
    await settle(&watched, &run)
    run.observations = watched.observations
  }

  private func check(
    _ watched: inout WatchedSessions,
    _ run: inout RevokeRun,
    at moment: String,
    permit: borrowing MutationPermit
  ) async {
    guard let rows = await rows(of: watched.indices, &run, at: moment) else { return }
    watched.lastDeleted = []
    for (index, row) in zip(watched.indices, rows) {
      let planned = executor.plan.sessions[index]
      guard let row else {
        // Sent without an answer, and gone: done.
        if run.outcomes[index] == .unknown { run.outcomes[index] = .revoked }
        continue
      }
      guard row.userID == planned.row.userID else {
        watched.reportChangedUser(index, &run)
        continue
      }
      if run.outcomes[index] != .unknown { watched.returns[index, default: 0] += 1 }
      let outcome = await executor.revoke(planned.target, permit: permit).outcome
      if run.outcomes[index] == .unknown || outcome == .unknown { run.outcomes[index] = outcome }
      watched.lastDeleted.append(index)
    }
  }

  /// Whether what had to be deleted at the last check is there once more.
  private func settle(_ watched: inout WatchedSessions, _ run: inout RevokeRun) async {
    guard !watched.lastDeleted.isEmpty else { return }
    _ = await executor.steering.stop.wait(for: Self.settling, on: executor.clock)
    guard let rows = await rows(of: watched.lastDeleted, &run, at: "the end") else {
      // Not known to be gone counts as there.
      watched.remaining.formUnion(watched.lastDeleted)
      return
    }
    for (index, row) in zip(watched.lastDeleted, rows) {
      if let row, row.userID == executor.plan.sessions[index].row.userID {
        watched.remaining.insert(index)
      }
    }
  }

  private func rows(
    of indices: [Int],
    _ run: inout RevokeRun,
    at moment: String
  ) async -> [SessionRow?]? {
    do {
      let ids = indices.map { executor.plan.sessions[$0].row.id }
      let rows = try await executor.reads.rows(ids, executor.server)
      run.isUnverified = false
      return rows
    } catch {
      run.isUnverified = true
      run.problems.append("The check at \(moment) could not be made: \(error.sentence).")
      return nil
    }
  }

  private func findSignIns(
    _ watched: inout WatchedSessions,
    _ run: inout RevokeRun,
    at moment: String
  ) async {
    guard let known, !known.isEmpty else { return }
    do {
      let now = try await executor.reads.indexed(watched.users, executor.server)
      for (userID, ids) in now.sorted(by: { $0.key < $1.key }) {
        let fresh = ids.filter { known[userID]?.contains($0) != true }
        watched.signIns.append(contentsOf: fresh.map { SignIn(userID: userID, id: $0) })
      }
    } catch {
      run.problems.append("New sign-ins at \(moment) are not known: \(error.sentence).")
    }
  }
}
