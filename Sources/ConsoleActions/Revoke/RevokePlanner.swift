import ConsoleDomain

/// Plans a revocation: reads what is there now and says what would be done to it.
struct RevokePlanner: Sendable {
  let reads: RevocationReads
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    guard let redis = servers.redis else { throw .store(.unknownIdentity(of: .redis)) }
    let asked: Asked
    switch request {
    case .revokeSessions(let targets): asked = Asked(targets: unique(targets))
    case .revokeUser(let userID): asked = try await sessions(of: userID, on: redis)
    default: throw .nothingToDo("this revokes no session")
    }
    let found = try await rows(asked.targets.map(\.id), on: redis)
    let directory = await reads.directory(of: found.compactMap(\.self))
    let holds = Holds(directory: directory)
    var targets: [PlannedSession] = []
    for (target, row) in zip(asked.targets, found) {
      if let row { targets.append(planned(row, target: target, holds: holds)) }
    }
    let gone = found.count - targets.count
    let actionable = targets.filter { $0.blocked == nil }
    guard !actionable.isEmpty else { throw .nothingToDo(nothing(targets, gone: gone)) }
    let isBulk = actionable.count > policy.bulkThreshold
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: isBulk ? .irreversible : .harmful,
      content: .sessions(targets),
      isComplete: asked.incomplete == nil,
      warnings: RevokeWarnings.list(
        targets: targets,
        gone: gone,
        incomplete: asked.incomplete,
        directory: directory
      ),
      servers: servers,
      hash: PlanHash.hash(
        of: request.auditType,
        parameters: Self.parameters(of: request),
        targets: actionable.map {
          "\($0.row.id.namespace) \($0.row.id.hash) \($0.row.userID ?? "")"
        },
        on: servers
      ),
      madeAt: clock.now(),
      phrase: isBulk ? "revoke \(actionable.count) in \(policy.environment)" : nil
    )
  }

  private static func parameters(of request: ActionRequest) -> [String] {
    switch request {
    case .revokeSessions: ["sessions"]
    case .revokeUser(let userID): ["user", userID]
    default: []
    }
  }

  private struct Asked {
    var targets: [RevokeTarget]
    /// Why there may be more of them.
    var incomplete: String?
  }

  private func sessions(
    of userID: String,
    on redis: RedisIdentity
  ) async throws(GateRefusal) -> Asked {
    let listed: [SessionID]
    do {
      listed = try await reads.indexed([userID], redis)[userID] ?? []
    } catch {
      throw .store(error)
    }
    var scan = UserScan(ids: [], incomplete: nil)
    do {
      scan = try await reads.scan(userID, redis)
    } catch {
      scan.incomplete = error.sentence
    }
    let targets = (listed + scan.ids).map { RevokeTarget(id: $0, userID: userID) }
    return Asked(targets: unique(targets), incomplete: scan.incomplete)
  }

  private func rows(
    _ ids: [SessionID],
    on redis: RedisIdentity
  ) async throws(GateRefusal) -> [SessionRow?] {
    do {
      return try await reads.rows(ids, redis)
    } catch {
      throw .store(error)
    }
  }

  private func planned(
    _ row: SessionRow,
    target: RevokeTarget,
    holds: Holds
  ) -> PlannedSession {
    var blocked: String?
    if row.flags.contains(.wrongType) {
      blocked = "the key holds no session but another Redis type"
    } else if row.userID != target.userID {
      blocked = row.userID == nil ? "its user can't be read" : "it belongs to another user now"
    }
    let user = row.userID.flatMap { holds.directory.users[$0] }
    return PlannedSession(
      row: row,
      user: user?.email ?? user?.name,
      isHeld: holds.mayBeHeld(row),
      blocked: blocked
    )
  }

  private func unique(_ targets: [RevokeTarget]) -> [RevokeTarget] {
    var seen: Set<SessionID> = []
    return targets.filter { seen.insert($0.id).inserted }
  }

  private func nothing(_ targets: [PlannedSession], gone: Int) -> String {
    if let blocked = targets.compactMap(\.blocked).first { return blocked }
    return gone == 0 ? "no session was found" : "the sessions are gone already"
  }
}

extension PlannedSession {
  /// The session with the user it was planned under.
  var target: RevokeTarget { RevokeTarget(id: row.id, userID: row.userID) }
}

extension RevocationReads {
  /// What is known of the users and organisations of these rows.
  func directory(of rows: [SessionRow]) async -> Directory {
    await directory(Set(rows.compactMap(\.userID)), Set(rows.compactMap(\.organizationID)))
  }
}
