package import ConsoleDomain

/// The one way to change anything: plan, authorise, permit, apply, outcome (tui.md c.6).
///
/// Keys, palette, mouse and command line all end here. Plans are kept five minutes and run once; one
/// action runs at a time; an action that has begun ends with an outcome whatever its caller does.
package actor ActionGate {
  let policy: GatePolicy
  let log: AuditLog
  private let initialiser: any AuditInitialiser
  let ports: ActionPorts
  private let lane: WriteLane
  let clock: ActionClock
  let random: RandomSource

  private var elevated: ElevationState
  private var plans: [OperationID: ActionPlan] = [:]
  private var running: StopSignal?
  private(set) var isInitialised = false
  /// What the records of the console's own events need (ActionGate+Trail).
  var sitting = ConsoleSitting()
  var knownServers: ServerIdentity?
  /// What records call the environment that this gate changes.
  package nonisolated var environment: String { policy.environment }
  var ticketPattern: String? { policy.ticketPattern }

  /// Makes a gate; read-only until an elevation, unless the policy is the demo's.
  package init(
    policy: GatePolicy,
    log: AuditLog,
    initialiser: any AuditInitialiser,
    ports: ActionPorts,
    lane: WriteLane,
    clock: ActionClock,
    random: RandomSource
  ) {
    self.policy = policy
    self.log = log
    self.initialiser = initialiser
    self.ports = ports
    self.lane = lane
    self.clock = clock
    self.random = random
    elevated = ElevationState(policy: policy, now: clock.now())
  }

  /// What the band shows now; asking also closes the write lane of an elevation that has ended.
  package var elevation: Elevation {
    get async {
      let ended = elevated.lapse(at: clock.now())
      await adjustLane()
      if let ended { await note(ended) }
      return elevated.value(at: clock.now())
    }
  }

  /// Opens the write lane for a while; refused until the audit store is initialised.
  package func elevate(
    reason: String,
    ticket: String,
    duration: Duration? = nil
  ) async throws(GateRefusal) -> Elevation {
    let length = duration ?? policy.elevationLength
    do throws(GateRefusal) {
      try await grant(reason: reason, ticket: ticket, length: length)
    } catch {
      await refused(.elevation(reason: reason, ticket: ticket), by: error)
      throw error
    }
    return await elevation
  }

  /// Back to read-only at once: by key, on suspend, on quit; an action that runs ends first.
  package func dropElevation() async {
    let ended = elevated.close(at: clock.now())
    await adjustLane()
    if let ended { await note(ended) }
  }

  /// Someone is at the keyboard: puts off the end by idleness.
  package func touch() {
    elevated.touch(at: clock.now())
  }

  /// Creates the console's own collections, after a person agreed to it.
  ///
  /// Answers the sequence of its record; nil where whoever may create may not insert.
  @discardableResult
  package func initialiseAudit() async throws(GateRefusal) -> Int64? {
    do throws(GateRefusal) {
      if let reason = policy.readOnlyReason { throw .readOnly(reason: reason) }
      do {
        try await initialiser.initialise()
      } catch {
        throw .store(error)
      }
    } catch {
      await refused(.auditInitialisation, by: error)
      throw error
    }
    isInitialised = true
    let sequence = try? await record(.auditInitialise)
    await beginSitting()
    return sequence
  }

  /// Stores what this machine's consoles still owe to the audit log.
  package func settleAudit() async -> Settlement {
    do {
      try await requireInitialised()
    } catch {
      // A store that is not there is owed nothing; of one that can't be asked the log says what is.
      if case .auditNotInitialised = error { return Settlement() }
    }
    return await log.settle()
  }

  /// What would be done, read from the servers now; changes nothing and needs no elevation.
  ///
  /// What a guard keeps from being planned is on record as a refused attempt.
  package func plan(_ request: ActionRequest) async throws(GateRefusal) -> ActionPlan {
    let servers = try await ports.pinnedServers()
    var plan: ActionPlan
    do throws(GateRefusal) {
      plan = try await action(request.kind).plan(request, on: servers)
    } catch {
      if error.isByGuard { await refused(.plan(request), by: error) }
      throw error
    }
    plan.hash = PlanHash.hash(plan.hash, under: ports.profileFingerprint)
    let now = clock.now()
    plans = plans.filter { !isExpired($0.value, at: now) }
    plans[plan.id] = plan
    return plan
  }

  /// Does what the plan says; answers when the checks after it are over.
  ///
  /// Cancelling the caller counts as `cancel`: the target in hand is finished and the outcome stored.
  package func apply(
    _ id: OperationID,
    authorisation: Authorisation,
    progress: @escaping @Sendable (ActionProgress) -> Void
  ) async throws(GateRefusal) -> ActionReceipt {
    let plan = plans[id]
    do throws(GateRefusal) {
      guard running == nil else { throw .busy }
      let stop = StopSignal()
      running = stop
      let result = await perform(id, authorisation: authorisation, stop: stop, progress: progress)
      running = nil
      await adjustLane()
      return try result.get()
    } catch {
      await refused(.action(id, plan: plan, authorisation), by: error)
      throw error
    }
  }

  /// Stops the running action after the target in hand, or ends its checks; nothing if none runs.
  package func cancel() {
    running?.raise()
  }

  /// Puts a reveal or an export on record; where this refuses, it must not happen.
  ///
  /// Answers the record's sequence.
  @discardableResult
  package func record(_ read: AuditedRead) async throws(GateRefusal) -> Int64 {
    try await requireInitialised()
    var observation = read.observation(on: await servers(), environment: policy.environment)
    observation.operation = sitting.id
    do {
      return try await log.record(observation)
    } catch {
      throw .auditUnavailable(error)
    }
  }

  private func perform(
    _ id: OperationID,
    authorisation: Authorisation,
    stop: StopSignal,
    progress: @escaping @Sendable (ActionProgress) -> Void
  ) async -> Result<ActionReceipt, GateRefusal> {
    let plan: ActionPlan
    let approver: Approver?
    let action: any AuditedAction
    do {
      (plan, approver) = try await authorised(id, by: authorisation)
      action = try self.action(plan.request.kind)
    } catch {
      return .failure(error)
    }
    plans[id] = nil
    let run = AuditedRun(
      plan: plan,
      action: action,
      authorisation: authorisation,
      approver: approver,
      environment: policy.environment,
      log: log,
      clock: clock
    )
    await lane.open()
    // The handler stands first, so that a caller who gives up at the very first target is heard.
    return await withTaskCancellationHandler {
      // A task of its own: whoever gives up takes neither the outcome nor a write with it.
      await Task { await run.run(stop: stop, progress: progress) }.value
    } onCancel: {
      stop.raise()
    }
  }

  private func action(_ kind: ActionKind) throws(GateRefusal) -> any AuditedAction {
    try ports.action(kind, policy: policy, clock: clock, random: random)
  }

  /// Open while elevated or while an action runs, whose checks may have to delete once more.
  private func adjustLane() async {
    if running != nil || elevated.isOpen(at: clock.now()) {
      await lane.open()
    } else {
      await lane.close()
    }
  }

  private func authorised(
    _ id: OperationID,
    by authorisation: Authorisation
  ) async throws(GateRefusal) -> (ActionPlan, Approver?) {
    if let reason = policy.readOnlyReason { throw .readOnly(reason: reason) }
    guard let plan = plans[id], !isExpired(plan, at: clock.now()) else {
      plans[id] = nil
      throw .planExpired
    }
    guard elevated.isOpen(at: clock.now()) else { throw .notElevated }
    elevated.touch(at: clock.now())
    try policy.check(reason: authorisation.reason, ticket: authorisation.ticket)
    if let phrase = plan.phrase, authorisation.phrase != phrase {
      throw .invalid(field: "phrase", wanted: phrase)
    }
    try await requireInitialised()
    if let changed = plan.servers.change(to: try await ports.pinnedServers()) {
      throw .serverChanged(changed)
    }
    return (plan, try await approver(of: plan, authorisation))
  }

  /// Refuses without an audit store; with one, the start of this console is on record first.
  func requireInitialised() async throws(GateRefusal) {
    if !isInitialised {
      do {
        isInitialised = try await initialiser.isInitialised()
      } catch {
        throw .auditUnavailable(error)
      }
      guard isInitialised else { throw .auditNotInitialised }
    }
    await beginSitting()
  }

  /// Opens the write lane once that is on record.
  private func grant(
    reason: String,
    ticket: String,
    length: Duration
  ) async throws(GateRefusal) {
    if let reason = policy.readOnlyReason { throw .readOnly(reason: reason) }
    try policy.check(reason: reason, ticket: ticket)
    try await requireInitialised()
    if let lapsed = elevated.lapse(at: clock.now()) { await note(lapsed) }
    let until = elevated.end(of: length, from: clock.now())
    _ = try await record(.elevate(reason: reason, ticket: ticket, until: until))
    elevated.open(reason: reason, ticket: ticket, until: until, at: clock.now())
  }

  private func isExpired(_ plan: ActionPlan, at now: Instant) -> Bool {
    let age = plan.madeAt.duration(to: now)
    return age < .zero || age > ActionPlan.lifetime
  }
}
