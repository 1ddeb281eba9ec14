import ConsoleDomain

/// Taking a user's values out of the audit bodies; the chain stays valid, for its digests stay.
struct RedactAction: AuditedAction {
  let ports: RedactionPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    guard case .redactAudit(let userID) = request else {
      throw .nothingToDo("this redacts nothing")
    }
    let bodies = try await bodies(of: userID)
    let free = bodies.filter { !$0.isHeld }
    guard !free.isEmpty else {
      if bodies.isEmpty { throw .nothingToDo("no body holds a value of this user") }
      throw .guarded("all bodies with a value of this user are held")
    }
    let fields = free.reduce(0) { $0 + $1.paths.count }
    let documents = PlannedDocuments(
      groups: [
        PlannedDocuments.Group(
          place: "audit_bodies",
          matched: bodies.count,
          blocked: bodies.count - free.count
        )
      ],
      // All of them: the intent names what may lose a value, so that a console that dies leaves nothing
      // redacted that no record names.
      samples: bodies.map { body in
        PlannedDocument(
          place: "audit_bodies",
          id: body.eventID,
          change: body.paths.joined(separator: ", "),
          blocked: body.isHeld ? "legal_hold" : nil
        )
      },
      facts: ["\(fields) fields lose salt and value; their digests stay, and the chain stays valid"]
    )
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: .irreversible,
      content: .documents(documents),
      isComplete: true,
      warnings: ["What is redacted can't be read by anybody again, nor guessed from its digest."],
      servers: servers,
      hash: PlanHash.hash(
        of: request.auditType,
        parameters: [],
        targets: free.flatMap { body in body.paths.map { "\(body.eventID) \($0)" } },
        on: servers
      ),
      madeAt: clock.now(),
      phrase: "redact \(free.count) in \(policy.environment)"
    )
  }

  /// The user stands here by the hash of the id alone: the record of a redaction must not hold what
  /// it takes away.
  func intentDetails(of plan: ActionPlan) -> [AuditDetail] {
    let samples = plan.documents?.samples ?? []
    return EntityRecord.subjects(of: plan.request)
      + [AuditDetail("counts.bodies", .int(Int64(plan.acting)))]
      + samples.filter { $0.blocked == nil }.enumerated().map { index, body in
        .item("targets", index, .document(["eventId": .string(body.id)]))
      }
  }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    var run = RedactRun()
    guard case .redactAudit(let userID) = plan.request else { return run.result(of: plan) }
    let planned = Set(plan.documents?.samples.map(\.id) ?? [])
    let bodies: [RedactableBody]
    do {
      // What came since is not named by the intent; it is the next redaction's.
      bodies = try await self.bodies(of: userID).filter { planned.contains($0.eventID) }
    } catch {
      run.problems.append("The bodies could not be read: \(ProblemText(error).line).")
      return run.result(of: plan)
    }
    for (index, body) in bodies.enumerated() {
      if steering.stop.isRaised {
        run.problems.append("Stopped before the last body; the same redaction goes on.")
        break
      }
      if body.isHeld {
        run.add(body, .left("legal_hold"))
        continue
      }
      do {
        run.add(body, try await ports.redactor.redact(body, permit: permit))
      } catch {
        run.problems.append("\(body.eventID): \(error.sentence).")
        // Named all the same: a value that went without a record would look like an attack.
        if error.leavesWriteUnknown { run.done.append(body) }
        break
      }
      steering.progress(
        ActionProgress(id: plan.id, done: index + 1, total: bodies.count, stage: "redacting")
      )
    }
    return run.result(of: plan)
  }

  private func bodies(of userID: String) async throws(GateRefusal) -> [RedactableBody] {
    do {
      if let hold = try await ports.reads.hold(userID) {
        throw GateRefusal.guarded("the user is held: \(hold)")
      }
      let values = try await ports.reads.values(userID)
      let search = AuditValueSearch(values.userIDs.union(values.emails).union([userID]))
      return try await ports.reads.bodies(search, values)
    } catch let refusal as GateRefusal {
      throw refusal
    } catch let problem as StoreProblem {
      throw .store(problem)
    } catch {
      throw .nothingToDo("the bodies could not be read")
    }
  }
}

/// What a redaction has done so far.
private struct RedactRun {
  var done: [RedactableBody] = []
  var unchanged = 0
  var left: [PlannedDocument] = []
  var problems: [String] = []

  mutating func add(_ body: RedactableBody, _ outcome: RedactionOutcome) {
    switch outcome {
    case .redacted: done.append(body)
    case .unchanged: unchanged += 1
    case .left(let reason):
      left.append(PlannedDocument(place: "audit_bodies", id: body.eventID, blocked: reason))
    }
  }

  func result(of plan: ActionPlan) -> ActionRun {
    let named = done.flatMap { body in
      body.paths.map { AuditRedaction(eventID: body.eventID, path: $0) }
    }
    let isWhole = left.isEmpty && problems.isEmpty
    return ActionRun(
      result: isWhole ? .success : done.isEmpty ? .failure : .partial,
      matched: done.count + unchanged + left.count,
      changed: done.count,
      blocked: left.count,
      problems: problems,
      details: AuditRedactions.fields(named).map { AuditDetail($0.path, $0.value) },
      ending: .documents(
        DocumentsEnding(
          groups: [
            DocumentsEnding.Group(
              place: "audit_bodies",
              changed: done.count,
              unchanged: unchanged,
              blocked: left.count
            )
          ],
          failures: left
        )
      )
    )
  }
}
