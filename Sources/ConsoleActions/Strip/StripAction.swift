import ConsoleDomain

/// Taking personal data away: documents, their events, and the sessions of the user they belong to.
struct StripAction: AuditedAction {
  private static let atOnce = 500

  let planner: StripPlanner
  let sessions: SubjectRevocation

  private var ports: StripPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    try await planner.plan(request, on: servers)
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] { EntityRecord.intentDetails(plan) }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = EntityRun()
    let found: EntityTargets.Found
    let scoped: [EntityKey: String]
    do {
      let targets = EntityTargets(ports: ports)
      switch plan.request {
      case .stripSubject(let subject): found = try await targets.everything(of: subject)
      case .strip(let keys): found = EntityTargets.Found(keys: keys)
      default: found = EntityTargets.Found()
      }
      scoped = try await targets.heldByScope(try await targets.rows(found.keys))
    } catch {
      run.problems.append("What is to be stripped could not be read: \(ProblemText(error).line).")
      return EntityRecord.run(run, of: plan)
    }
    // Sessions first: a request in flight would write the old values back into its session only.
    await sessions.revoke(
      found.userIDs,
      of: plan,
      steering: steering,
      &run,
      permit: permit
    )
    for entity in ports.entities {
      let ids = found.keys.filter { $0.type == entity.type }
      for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
        if steering.stop.isRaised {
          run.wasStopped = true
          run.problems.append("Stopped before the last document; the same strip goes on.")
          return EntityRecord.run(run, of: plan)
        }
        let part = Array(ids[start..<min(start + Self.atOnce, ids.count)])
        await strip(part, of: entity, scoped, plan, &run, permit: permit)
        steering.progress(
          ActionProgress(id: plan.id, done: run.seen, total: found.keys.count, stage: "stripping")
        )
      }
    }
    return EntityRecord.run(run, of: plan)
  }

  private func strip(
    _ keys: [EntityKey],
    of entity: EntityProfile,
    _ scoped: [EntityKey: String],
    _ plan: ActionPlan,
    _ run: inout EntityRun,
    permit: borrowing MutationPermit
  ) async {
    let free = keys.filter { scoped[$0] == nil }.map(\.id)
    run.block(keys.filter { scoped[$0] != nil }, in: entity, scoped)
    guard !free.isEmpty else { return }
    do {
      let result = try await ports.writer.strip(
        free,
        of: entity.type,
        operation: plan.id,
        permit: permit
      )
      run.add(result, of: entity)
      let left = Set(result.left.map(\.id))
      run.events += try await ports.writer.stripEvents(
        about: free.filter { !left.contains($0) },
        of: entity.type,
        operation: plan.id,
        permit: permit
      )
    } catch {
      run.fail(free.count, in: entity, error)
    }
  }
}
