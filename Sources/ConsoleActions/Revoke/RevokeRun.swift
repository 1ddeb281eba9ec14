import ConsoleDomain

/// What a revoke has done so far; becomes the outcome and the receipt.
struct RevokeRun: Sendable {
  /// One per target of the plan, in its order.
  var outcomes: [TargetOutcome]
  var observations: [RevokeObservation] = []
  var problems: [String] = []
  /// Whether the newest look at what was deleted failed, so that nobody knows whether it stayed gone.
  var isUnverified = false
  /// Whether the batch ended before its last target, by a person or by a problem.
  var wasStopped = false

  /// The sessions that are gone, by us or before us.
  var gone: Int {
    outcomes.count { $0 == .revoked || $0 == .alreadyGone }
  }

  var changed: Int { revoked.count }

  /// Positions of the sessions that we deleted.
  var revoked: Set<Int> { Set(outcomes.indices.filter { outcomes[$0] == .revoked }) }

  var skipped: Int {
    outcomes.count { if case .skipped = $0 { true } else { false } }
  }

  private var remains: Bool {
    observations.contains { if case .resurrected(_, _, true) = $0 { true } else { false } }
  }

  var result: ActionResult {
    if gone == outcomes.count { return remains || isUnverified ? .partial : .success }
    if gone > 0 { return .partial }
    if outcomes.contains(.unknown) { return .unknown }
    return skipped == outcomes.count && !wasStopped ? .blocked : .failure
  }
}

/// What stops a whole batch: going on would fail or hang at every further target.
struct BatchStop: Hashable, Sendable {
  var reason: String

  init(reason: String) {
    self.reason = reason
  }

  /// nil for a problem of one target only.
  init?(_ problem: StoreProblem) {
    switch problem {
    case .tooLarge, .notFound: return nil
    case .unreachable, .timedOut, .unconfirmed, .cancelled, .unauthenticated, .unauthorized,
      .refused, .conflict, .unsupported, .protocolViolation, .unexpected:
      reason = problem.sentence
    }
  }
}
