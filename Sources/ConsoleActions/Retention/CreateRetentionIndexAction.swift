import ConsoleDomain

/// Creating the index that ends events after ten years, unless they are held.
///
/// The server deletes what is past retention within about a minute, and nothing brings it back; so the
/// plan counts that, and both plan and write refuse until it is shown that no held event is among it.
struct CreateRetentionIndexAction: AuditedAction {
  /// How often, and how long apart, the index of a large collection is looked for.
  private static let looks = 150
  private static let pause: Duration = .seconds(2)

  let ports: RetentionPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  private var safety: RetentionSafety { RetentionSafety(reads: ports.reads, clock: clock) }

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    try await requireAbsent()
    try await safety.check()
    let dying: DyingEvents
    let rules: [ExpiryRule]
    do {
      dying = try await ports.reads.dying()
      rules = try await ports.reads.rules()
    } catch {
      throw .store(error)
    }
    let documents = PlannedDocuments(
      groups: [PlannedDocuments.Group(place: ports.events, matched: dying.count, blocked: 0)],
      samples: dying.samples,
      facts: facts(dying)
    )
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: .irreversible,
      content: .documents(documents),
      isComplete: true,
      warnings: warnings(dying, rules),
      servers: servers,
      hash: PlanHash.hash(
        of: request.auditType,
        parameters: [RetentionIndex.name, RetentionIndex.text],
        targets: [ports.events],
        on: servers
      ),
      madeAt: clock.now(),
      phrase: "delete \(dying.count) in \(policy.environment)"
    )
  }

  func intentDetails(of plan: ActionPlan) -> [AuditDetail] {
    [
      AuditDetail("target.collection", .string(ports.events)),
      AuditDetail("target.index", .string(RetentionIndex.name)),
      AuditDetail("target.specification", .string(RetentionIndex.text)),
      AuditDetail("counts.dying", .int(Int64(plan.matched))),
    ]
  }

  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun {
    steering.progress(progress(plan, "looking again for held events without their flag", done: 0))
    do throws(GateRefusal) {
      try await requireAbsent()
      try await safety.check()
    } catch {
      return ended(.blocked, plan, problem: "Not created: \(ProblemText(error).line).")
    }
    if steering.stop.isRaised {
      return ended(.failure, plan, problem: "Stopped before the index was created.")
    }
    steering.progress(progress(plan, "creating the index", done: 0))
    do {
      try await ports.indexer.create(permit: permit)
    } catch {
      guard error.leavesWriteUnknown else {
        return ended(.failure, plan, problem: "\(ports.events): \(error.sentence).")
      }
      // The server goes on building; the index shows once it is done.
      steering.progress(progress(plan, "waiting for the server to build the index", done: 0))
      await waitForIndex(until: steering.stop)
    }
    steering.progress(progress(plan, "reading back", done: 1))
    return await readBack(plan)
  }

  private func waitForIndex(until stop: StopSignal) async {
    for _ in 0..<Self.looks {
      if stop.isRaised { return }
      if case .present? = try? await ports.reads.standing() { return }
      guard (try? await clock.sleep(Self.pause)) != nil else { return }
    }
  }

  private func readBack(_ plan: ActionPlan) async -> ActionRun {
    do {
      guard case .present(let index) = try await ports.reads.standing() else {
        return ended(.unknown, plan, problem: "The index is not there when read back.")
      }
      var run = ended(.success, plan, problem: nil)
      run.details.append(AuditDetail("created.index", .string(index)))
      return run
    } catch {
      return ended(.unknown, plan, problem: "It could not be read back: \(error.sentence).")
    }
  }

  private func requireAbsent() async throws(GateRefusal) {
    let standing: RetentionIndex.Standing
    do {
      standing = try await ports.reads.standing()
    } catch {
      throw .store(error)
    }
    switch standing {
    case .absent: return
    case .unknown(let problem): throw .store(problem)
    case .present, .blocked: throw .nothingToDo(standing.text(of: ports.events))
    }
  }

  private func facts(_ dying: DyingEvents) -> [String] {
    var facts = [
      "index \(RetentionIndex.name) on \(ports.events)", RetentionIndex.text,
      "\(CountText.noun(dying.count, "event")) created before \(dying.before.iso8601) and not held",
    ]
    if dying.flagless > 0 {
      facts.append(
        "\(CountText.noun(dying.flagless, "event")) as old without the member "
          + "\(RetentionIndex.flag): not in the index, kept for ever"
      )
    }
    return facts
  }

  private func warnings(_ dying: DyingEvents, _ rules: [ExpiryRule]) -> [String] {
    let now =
      dying.count == 0
      ? "No event is past retention now; from then on each is deleted at ten years, unless held."
      : "The server deletes \(CountText.noun(dying.count, "event")) within about a minute, for good."
    let others = rules.filter { $0.kind != .exemptsHeld }.map {
      "The index \($0.index) of \($0.collection) deletes held events all the same: drop it by hand."
    }
    return [now] + others
  }

  private func progress(_ plan: ActionPlan, _ stage: String, done: Int) -> ActionProgress {
    ActionProgress(id: plan.id, done: done, total: 1, stage: stage)
  }

  private func ended(_ result: ActionResult, _ plan: ActionPlan, problem: String?) -> ActionRun {
    let notes =
      result == .success
      ? [
        "index \(RetentionIndex.name) created: \(RetentionIndex.text)",
        "\(CountText.noun(plan.matched, "event")) past retention: the server deletes them within "
          + "about a minute",
      ] : []
    return ActionRun(
      result: result,
      matched: plan.matched,
      changed: result == .success ? 1 : 0,
      blocked: result == .blocked ? plan.matched : 0,
      problems: [problem].compactMap(\.self),
      details: [],
      ending: .documents(DocumentsEnding(groups: [], notes: notes))
    )
  }
}
