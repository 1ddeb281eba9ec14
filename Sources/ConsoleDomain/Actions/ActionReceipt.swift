/// How an action ended as a whole; the words are those of the audit body's `result`.
package enum ActionResult: String, Hashable, Sendable, CaseIterable {
  case success
  case partial
  case blocked
  case failure
  case unknown
}

/// How one target ended.
package enum TargetOutcome: Hashable, Sendable {
  case revoked
  /// It was gone before we came.
  case alreadyGone
  /// Left alone, with the reason (user changed, cancelled, blocked).
  case skipped(reason: String)
  case failed(StoreProblem)
  /// The write was sent and no answer came.
  case unknown
}

/// What the checks after a revoke saw.
package enum RevokeObservation: Hashable, Sendable {
  /// The same sid was written again by a request in flight; deleted again unless `remains`.
  case resurrected(SessionID, times: Int, remains: Bool)
  /// A new session of the same user: reported, not deleted.
  case signedInAgain(userID: String, SessionID)
}

/// Progress of an action that runs, sent after each target.
package struct ActionProgress: Hashable, Sendable {
  package var id: OperationID
  package var done: Int
  package var total: Int
  /// What goes on now: `revoking`, `watching for sessions that come back (5 s)`.
  package var stage: String
  /// The target that has just been dealt with, by its place in the plan, and how it ended.
  package var last: Ended?

  /// A target and its outcome so far; a check may still find it back.
  package struct Ended: Hashable, Sendable {
    package var target: Int
    package var outcome: TargetOutcome

    /// Makes a pair.
    package init(target: Int, outcome: TargetOutcome) {
      self.target = target
      self.outcome = outcome
    }
  }

  /// Makes a progress value.
  package init(id: OperationID, done: Int, total: Int, stage: String, last: Ended? = nil) {
    self.id = id
    self.done = done
    self.total = total
    self.stage = stage
    self.last = last
  }
}

/// What was done, for the screen and for whoever asks later.
package struct ActionReceipt: Hashable, Sendable {
  package var plan: ActionPlan
  package var result: ActionResult
  package var ending: ActionEnding
  /// Sequence of the intent in the audit chain.
  package var intentSequence: Int64
  /// Sequence of the outcome; nil when it could not be stored yet.
  package var outcomeSequence: Int64?
  /// What did not go as it should, beside the outcomes: the backend's event, the audit store.
  package var problems: [String]
  package var finishedAt: Instant

  /// Makes a receipt.
  package init(
    plan: ActionPlan,
    result: ActionResult,
    ending: ActionEnding,
    intentSequence: Int64,
    outcomeSequence: Int64?,
    problems: [String],
    finishedAt: Instant
  ) {
    self.plan = plan
    self.result = result
    self.ending = ending
    self.intentSequence = intentSequence
    self.outcomeSequence = outcomeSequence
    self.problems = problems
    self.finishedAt = finishedAt
  }
}
