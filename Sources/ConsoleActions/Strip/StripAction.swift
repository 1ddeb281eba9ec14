import ConsoleDomain

/// Taking personal data away: documents, their events, and the sessions of the user they belong to.
struct StripAction: AuditedAction {
  /// Documents between two looks at the stop signal: under a second, and enough for the writer to
  /// read the next while it writes.
  private static let atOnce = 2_500

  let planner: StripPlanner
  let sessions: SubjectRevocation

  private var ports: StripPorts { planner.ports }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    try await planner.plan(request, on: servers)
  }

  /// Whether a second person was asked for is on record, for the settings decide it.
  func intentDetails(of plan: ActionPlan) -> [AuditDetail] {
    EntityRecord.intentDetails(plan)
      + [AuditDetail("approval.required", .bool(plan.needsApproval != nil))]
  }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = EntityRun()
    run.leaveOut(plan.places.unreached)
    let targets = EntityTargets(ports: ports, places: plan.places)
    let found: EntityTargets.Found
    let rows: [EntityRow]
    let scoped: [EntityKey: String]
    let traces: StripTraces
    do {
      switch plan.request {
      case .stripSubject(let subject): found = try await targets.everything(of: subject)
      case .strip(let keys): found = EntityTargets.Found(keys: keys)
      default: found = EntityTargets.Found()
      }
      rows = try await targets.rows(found.keys)
      scoped = try await targets.heldByScope(rows)
      traces = try await self.traces(of: rows, scoped, in: plan.places)
    } catch {
      run.problems.append("What is to be stripped could not be read: \(ProblemText(error).line).")
      return EntityRecord.run(run, of: plan)
    }
    // Sessions first: a request in flight would write the old values back into its session only.
    await sessions.revoke(
      found.userIDs.union(traces.values.userIDs),
      of: plan,
      steering: steering,
      &run,
      permit: permit
    )
    for (entity, place) in plan.places.parts(of: ports.entities) {
      let ids = targets.ids(of: entity, found.keys, at: place, rows)
      for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
        if steering.stop.isRaised {
          run.wasStopped = true
          run.problems.append("Stopped before the last document; the same strip goes on.")
          return EntityRecord.run(run, of: plan)
        }
        let part = Array(ids[start..<min(start + Self.atOnce, ids.count)])
        await strip(part, of: entity, at: place, scoped, plan, &run, permit: permit)
        steering.progress(
          ActionProgress(id: plan.id, done: run.seen, total: found.keys.count, stage: "stripping")
        )
      }
    }
    await traces.remove(of: plan, &run, permit: permit)
    steering.progress(
      ActionProgress(
        id: plan.id,
        done: run.seen,
        total: found.keys.count,
        stage: "searching for what is left"
      )
    )
    await traces.search(&run, until: steering.stop)
    return EntityRecord.run(run, of: plan)
  }

  /// Read before anything changes: afterwards nobody knows what to look for.
  private func traces(
    of rows: [EntityRow],
    _ scoped: [EntityKey: String],
    in places: PlaceSurvey
  ) async throws(GateRefusal) -> StripTraces {
    let isHeld = { (row: EntityRow) in
      row.hold == .yes || !row.holdIDs.isEmpty || scoped[row.key] != nil
    }
    let free = rows.filter { !isHeld($0) }
    let targets = EntityTargets(ports: ports, places: places)
    do {
      return try await StripTraces(
        of: free,
        held: rows.filter(isHeld),
        userIDs: targets.exactly(free.map(\.key)).userIDs,
        ports: ports,
        places: places
      )
    } catch {
      throw .store(error)
    }
  }

  private func strip(
    _ keys: [EntityKey],
    of entity: EntityProfile,
    at place: DocumentPlace,
    _ scoped: [EntityKey: String],
    _ plan: ActionPlan,
    _ run: inout EntityRun,
    permit: borrowing MutationPermit
  ) async {
    let name = place.name(of: entity.collection)
    let free = keys.filter { scoped[$0] == nil }.map(\.id)
    run.block(keys.filter { scoped[$0] != nil }, at: name, scoped)
    guard !free.isEmpty else { return }
    let result = await ports.writer.strip(
      free,
      of: entity.type,
      at: place,
      operation: plan.id,
      permit: permit
    )
    run.add(result, at: name)
    if let failure = result.failure { run.fail(failure.ids.count, at: name, failure.problem) }
    let left = Set(result.left.map(\.id) + (result.failure?.ids ?? []))
    do {
      run.events += try await ports.writer.stripEvents(
        about: free.filter { !left.contains($0) },
        of: entity.type,
        operation: plan.id,
        permit: permit
      )
    } catch {
      run.fail(0, at: name, error)
    }
  }
}
