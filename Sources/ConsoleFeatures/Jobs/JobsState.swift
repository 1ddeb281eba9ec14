package import ConsoleDomain

/// The action that runs, if any, and how the last one ended.
package struct JobsState: Equatable, Sendable {
  package var running: RunningAction?
  package var lastReceipt: ActionReceipt?
  /// What was asked for before the audit store existed; run again once it does.
  var afterInitialisation: CommandCall?

  init() {}
}

/// An action between confirmation and receipt.
package struct RunningAction: Equatable, Sendable {
  package var plan: ActionPlan
  package var startedAt: Instant
  package var progress: ActionProgress?
  /// Whether a stop after the current target was asked for.
  package var isCancelling = false

  init(plan: ActionPlan, startedAt: Instant) {
    self.plan = plan
    self.startedAt = startedAt
  }
}
