package import ConsoleDomain

/// Work on the console's own records that no person plans target by target: indexes, the sweep.
///
/// Whoever starts the command agrees to it; a context that forbids changes forbids this too, and
/// nothing is changed before its intent is stored.
package struct Upkeep: Sendable {
  package let policy: GatePolicy
  package let log: AuditLog
  package let initialiser: any AuditInitialiser
  package let clock: ActionClock
  package let random: RandomSource
  /// Which servers we are on; what is not known goes on record as not known.
  package let identity: @Sendable () async throws(StoreProblem) -> ServerIdentity

  /// Names the parts.
  package init(
    policy: GatePolicy,
    log: AuditLog,
    initialiser: any AuditInitialiser,
    clock: ActionClock,
    random: RandomSource = .secure,
    identity: @escaping @Sendable () async throws(StoreProblem) -> ServerIdentity
  ) {
    self.policy = policy
    self.log = log
    self.initialiser = initialiser
    self.clock = clock
    self.random = random
    self.identity = identity
  }

  /// One piece of work between its intent and its outcome.
  func perform<Value: Sendable>(
    _ work: Work,
    _ body: (borrowing MutationPermit) async -> (Value, AuditOutcome)
  ) async throws(GateRefusal) -> (value: Value, ending: AuditEnding) {
    try await requireWritable()
    let permit = try await log.begin(await intent(of: work))
    let (value, outcome) = await body(permit)
    let ending = await log.end(permit, with: outcome)
    return (value, ending)
  }

  /// Refuses where the context forbids changes or there is no audit store to record them in.
  func requireWritable() async throws(GateRefusal) {
    if let reason = policy.readOnlyReason { throw .readOnly(reason: reason) }
    let isInitialised: Bool
    do {
      isInitialised = try await initialiser.isInitialised()
    } catch {
      throw .auditUnavailable(error)
    }
    guard isInitialised else { throw .auditNotInitialised }
  }

  private func intent(of work: Work) async -> AuditIntent {
    AuditIntent(
      type: work.type,
      operation: random.operationID(),
      reason: work.reason,
      ticket: AuthorisationRules.noneYet,
      planHash: "",
      servers: await servers(),
      environment: policy.environment,
      matched: work.matched,
      blocked: 0,
      details: work.details
    )
  }

  /// Both servers as far as they say who they are.
  func servers() async -> ServerIdentity {
    let known = try? await identity()
    return known ?? ServerIdentity(redis: nil, mongo: nil)
  }

  /// What an intent says of a piece of work.
  struct Work: Sendable {
    /// `entity.verb`.
    var type: String
    var reason: String
    var matched: Int
    var details: [AuditDetail]
  }
}
