import ConsoleDomain

/// Goes through the scope of a hold in batches, and keeps the place where it stands in the register,
/// so that it goes on from there after a crash.
struct HoldWalk: Sendable {
  /// Documents that are let go at once.
  private static let batch = 1_000

  /// What a batch does to its documents.
  enum Direction: Hashable, Sendable {
    case place
    case letGo
  }

  let ports: HoldPorts
  let plan: ActionPlan
  let direction: Direction
  /// Some documents alone, whose walk leaves no place in the register; nil: the whole scope.
  var selections: [HoldSelection]?
  let rules: [ExpiryRule]
  let sessions: HoldSessions
  let clock: ActionClock
  let steering: ActionSteering

  func run(_ hold: inout LegalHold, permit: borrowing MutationPermit) async -> HoldRun {
    var run = HoldRun()
    for tenant in plan.places.unreached { run.leftOut(tenant) }
    let all = selections ?? hold.scope.selections
    let kept = selections == nil ? hold.progress : nil
    var state = State(kept ?? HoldProgress(selection: 0, after: nil, done: 0))
    for index in all.indices.dropFirst(state.progress.selection) {
      let selection = all[index]
      guard let entity = ports.entity(selection.type) else { continue }
      for place in state.left(of: plan.places.places(of: selection, in: entity), index) {
        state.enter(index, place)
        await walk(selection, entity, place, &hold, &state, &run, permit: permit)
        if run.isStopped { return run }
      }
    }
    if selections == nil { hold.progress = nil }
    return run
  }

  /// Where a walk stands.
  private struct State {
    private(set) var progress: HoldProgress
    private var noted: Int
    private let start: HoldProgress

    init(_ start: HoldProgress) {
      progress = start
      noted = start.done
      self.start = start
    }

    /// The databases still to be visited for a selection; they come in the order of their organisations.
    func left(of places: [DocumentPlace], _ selection: Int) -> [DocumentPlace] {
      guard selection == start.selection else { return places }
      return places.filter { ($0.tenantID ?? "") >= (start.tenantID ?? "") }
    }

    mutating func enter(_ selection: Int, _ place: DocumentPlace) {
      let isBegun = selection == start.selection && place.tenantID == start.tenantID
      progress.after = isBegun ? start.after : nil
      progress.selection = selection
      progress.tenantID = place.tenantID
    }

    mutating func add(_ batch: HoldBatch) {
      progress.after = batch.last ?? progress.after
      progress.done += batch.matched
    }

    /// Whether so many documents lie behind the last note of the place.
    mutating func isNoteDue(every documents: Int) -> Bool {
      guard progress.done - noted >= documents else { return false }
      noted = progress.done
      return true
    }
  }

  /// Goes through one selection in one database.
  ///
  /// An organisation's own that fails is left out and named, and the walk goes on with the next.
  private func walk(
    _ selection: HoldSelection,
    _ entity: EntityProfile,
    _ place: DocumentPlace,
    _ hold: inout LegalHold,
    _ state: inout State,
    _ run: inout HoldRun,
    permit: borrowing MutationPermit
  ) async {
    let isWhole = selections == nil
    var isLast = false
    while !isLast {
      if steering.stop.isRaised {
        run.stopped("Stopped before the last document; `hold resume` goes on.")
        if isWhole { hold.progress = state.progress }
        return
      }
      do {
        let after = state.progress.after
        let batch = try await step(hold, selection, entity, place, after, permit: permit)
        run.add(batch, at: place.name(of: entity.collection))
        state.add(batch)
        isLast = batch.isLast
        await sessions.preserve(batch.users, for: hold.id, &run, permit: permit)
      } catch {
        if let tenantID = place.tenantID {
          run.leftOut(UnreachedTenant(organizationID: tenantID, reason: error.tenantReason))
          return
        }
        run.stopped("Stopped in \(entity.collection): \(error.sentence).")
        if isWhole { hold.progress = state.progress }
        return
      }
      report(state.progress.done)
      if isWhole, state.isNoteDue(every: HoldBatchRequest.stretch) {
        hold.progress = state.progress
        await store(&hold, &run, permit: permit)
        if run.isStopped { return }
      }
    }
  }

  /// Stores the hold with the next version; a failure ends the walk, since its place is not known.
  func store(
    _ hold: inout LegalHold,
    _ run: inout HoldRun,
    permit: borrowing MutationPermit
  ) async {
    let seen = hold.version
    hold.version += 1
    do {
      try await ports.writer.store(hold, replacing: seen, permit: permit)
    } catch {
      hold.version = seen
      run.stopped("The hold's register could not be written: \(error.sentence).")
    }
  }

  private func step(
    _ hold: LegalHold,
    _ selection: HoldSelection,
    _ entity: EntityProfile,
    _ place: DocumentPlace,
    _ after: DocumentID?,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch {
    let suspended = rules.filter {
      $0.collection == entity.collection && $0.tenantID == place.tenantID
    }
    .compactMap { entity.suspendedMember(by: $0) }
    let request = HoldBatchRequest(
      hold: hold,
      operation: plan.id,
      selection: selection,
      place: place,
      after: after,
      limit: direction == .place ? HoldBatchRequest.stretch : Self.batch,
      suspended: suspended,
      now: clock.now()
    )
    switch direction {
    case .place: return try await ports.writer.place(request, permit: permit)
    case .letGo: return try await ports.writer.letGo(request, permit: permit)
    }
  }

  private func report(_ done: Int) {
    steering.progress(
      ActionProgress(
        id: plan.id,
        done: done,
        total: max(done, plan.matched),
        stage: direction == .place ? "holding" : "letting go"
      )
    )
  }
}

/// What a walk has done so far.
struct HoldRun: Sendable {
  var groups: [DocumentsEnding.Group] = []
  var matched = 0
  var events = 0
  var external = 0
  var evidence = 0
  var problems: [String] = []
  private(set) var isStopped = false
  /// Organisations whose own databases were not visited, or not to their end.
  private(set) var unvisited: [String] = []

  /// Whether the walk came to its end everywhere.
  var isWhole: Bool { !isStopped && unvisited.isEmpty }
  var changed: Int { groups.reduce(0) { $0 + $1.changed } }

  mutating func stopped(_ problem: String) {
    isStopped = true
    problems.append(problem)
  }

  mutating func leftOut(_ tenant: UnreachedTenant) {
    guard !unvisited.contains(tenant.organizationID ?? "") else { return }
    unvisited.append(tenant.organizationID ?? "")
    problems.append("Not reached: the own database of \(tenant.text).")
  }

  mutating func add(_ batch: HoldBatch, at place: String) {
    matched += batch.matched
    events += batch.events
    external += batch.external
    let group = DocumentsEnding.Group(
      place: place,
      changed: batch.changed,
      unchanged: batch.matched - batch.changed
    )
    guard let index = groups.firstIndex(where: { $0.place == group.place }) else {
      groups.append(group)
      return
    }
    groups[index].changed += group.changed
    groups[index].unchanged += group.unchanged
  }
}
