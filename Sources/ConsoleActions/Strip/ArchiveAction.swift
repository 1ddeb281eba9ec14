import ConsoleDomain

/// Archiving documents, taking that back, and containing an account.
struct ArchiveAction: AuditedAction {
  let ports: StripPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource
  let sessions: SubjectRevocation

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let targets = try await EntityTargets.surveyed(for: request, ports)
    let keys = try keys(of: request)
    let rows = try await targets.rows(keys)
    guard !rows.isEmpty else { throw .nothingToDo("no such document") }
    let scoped = try await targets.heldByScope(rows)
    var content = PlannedDocuments(groups: [])
    for row in rows {
      guard let entity = ports.entity(row.key.type) else { continue }
      let blocked = row.hold == .yes ? "legal_hold" : scoped[row.key]
      let place = DocumentPlace.name(of: entity.collection, tenant: row.tenantID)
      content.add(place: place, matched: 1, blocked: blocked == nil ? 0 : 1)
      content.samples.append(
        PlannedDocument(
          place: place,
          id: row.key.id.text,
          label: row.name,
          change: change(of: row, request),
          blocked: blocked
        )
      )
    }
    guard content.acting > 0 || request.isContainment else {
      if let guarded = content.samples.compactMap(\.blocked).first { throw .guarded(guarded) }
      throw .nothingToDo("nothing to do")
    }
    let isBulk = content.acting > policy.bulkThreshold
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: isBulk ? .irreversible : .harmful,
      content: .documents(content),
      isComplete: targets.places.unreached.isEmpty,
      warnings: targets.places.warnings + warnings(request, content),
      servers: servers,
      places: targets.places,
      hash: PlanHash.hash(
        of: request.auditType,
        parameters: [],
        targets: rows.map { "\($0.key.type) \($0.key.id.text)" },
        on: servers,
        in: targets.places
      ),
      madeAt: clock.now(),
      phrase: isBulk
        ? "\(request.isArchiving ? "archive" : "unarchive") \(content.acting) in"
          + " \(policy.environment)" : nil
    )
  }

  /// What is to be said of a document that is as wanted already.
  private func change(of row: EntityRow, _ request: ActionRequest) -> String? {
    switch (row.archive, request.isArchiving) {
    case (.yes, true): "archived already"
    case (.no, false), (.missing, false): "not archived"
    default: nil
    }
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] { EntityRecord.intentDetails(plan) }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = EntityRun()
    run.leaveOut(plan.places.unreached)
    let isArchiving = plan.request.isArchiving
    do {
      let targets = EntityTargets(ports: ports, places: plan.places)
      let keys = try keys(of: plan.request)
      let rows = try await targets.rows(keys)
      let scoped = try await targets.heldByScope(rows)
      for (entity, place) in plan.places.parts(of: ports.entities) {
        let name = place.name(of: entity.collection)
        let own = targets.ids(of: entity, keys, at: place, rows)
        run.block(own.filter { scoped[$0] != nil }, at: name, scoped)
        let free = own.filter { scoped[$0] == nil }.map(\.id)
        guard !free.isEmpty else { continue }
        do {
          run.add(
            try await ports.writer.archive(
              free,
              of: entity.type,
              at: place,
              isArchiving: isArchiving,
              operation: plan.id,
              permit: permit
            ),
            at: name
          )
        } catch {
          run.fail(free.count, at: name, error)
        }
      }
    } catch {
      run.problems.append("What is to be archived could not be read: \(ProblemText(error).line).")
    }
    if case .contain(let userID) = plan.request {
      await sessions.revoke([userID], of: plan, steering: steering, &run, permit: permit)
    }
    return EntityRecord.run(run, of: plan)
  }

  private func keys(of request: ActionRequest) throws(GateRefusal) -> [EntityKey] {
    switch request {
    case .archive(let keys, _): return keys
    case .contain(let userID):
      guard let key = ports.userKey(userID) else {
        throw .nothingToDo("the profile names no type for users")
      }
      return [key]
    default: throw .nothingToDo("this archives nothing")
    }
  }

  private func warnings(_ request: ActionRequest, _ content: PlannedDocuments) -> [String] {
    var warnings: [String] = []
    let blocked = content.matched - content.acting
    if request.isContainment {
      warnings.append(
        blocked > 0
          ? "The user is held and can't be archived; only the sessions are revoked."
          : "The user can't sign in any more, and all sessions are revoked."
      )
    } else if blocked > 0 {
      warnings.append("\(blocked) are held and will be left alone.")
    }
    return warnings
  }
}

extension ActionRequest {
  fileprivate var isContainment: Bool { if case .contain = self { true } else { false } }

  fileprivate var isArchiving: Bool {
    if case .archive(_, let isArchiving) = self { isArchiving } else { true }
  }
}
