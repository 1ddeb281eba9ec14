import ConsoleDomain

/// Goes through the scope of a hold in batches, and keeps the place where it stands in the register,
/// so that it goes on from there after a crash.
struct HoldWalk: Sendable {
  /// Documents in one batch.
  static let batch = 1_000
  /// Batches between two notes of the place.
  private static let noteEvery = 8

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
    var batches = 0
    let whole = selections == nil
    let selections = self.selections ?? hold.scope.selections
    let kept = whole ? hold.progress : nil
    let start = kept ?? HoldProgress(selection: 0, after: nil, done: 0)
    var progress = start
    for index in selections.indices.dropFirst(start.selection) {
      let selection = selections[index]
      guard let entity = ports.entity(selection.type) else { continue }
      progress.selection = index
      if index != start.selection { progress.after = nil }
      var isLast = false
      while !isLast {
        if steering.stop.isRaised {
          run.stopped("Stopped before the last document; `hold resume` goes on.")
          if whole { hold.progress = progress }
          return run
        }
        do {
          let batch = try await step(hold, selection, entity, progress.after, permit: permit)
          run.add(batch, of: entity)
          progress.after = batch.last ?? progress.after
          progress.done += batch.matched
          isLast = batch.isLast
          await sessions.preserve(batch.users, for: hold.id, &run, permit: permit)
        } catch {
          run.stopped("Stopped in \(entity.collection): \(error.sentence).")
          if whole { hold.progress = progress }
          return run
        }
        report(progress.done)
        batches += 1
        if whole, batches % Self.noteEvery == 0 {
          hold.progress = progress
          await store(&hold, &run, permit: permit)
          if run.isStopped { return run }
        }
      }
    }
    if whole { hold.progress = nil }
    return run
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
    _ after: DocumentID?,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch {
    let suspended = rules.filter { $0.collection == entity.collection }
      .compactMap { entity.suspendedMember(by: $0) }
    let request = HoldBatchRequest(
      hold: hold,
      operation: plan.id,
      selection: selection,
      after: after,
      limit: Self.batch,
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

  var changed: Int { groups.reduce(0) { $0 + $1.changed } }

  mutating func stopped(_ problem: String) {
    isStopped = true
    problems.append(problem)
  }

  mutating func add(_ batch: HoldBatch, of entity: EntityProfile) {
    matched += batch.matched
    events += batch.events
    external += batch.external
    let group = DocumentsEnding.Group(
      place: entity.collection,
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
