package import ConsoleDomain

/// One piece of the work that must go on with no console open.
///
/// Whatever it changes it changes under the sweep's permit, in steps that may be repeated: the next
/// sweep goes on where a killed one stopped.
package protocol SweepStep: Sendable {
  /// One word that records, marks and scripts know it by.
  var name: String { get }

  /// Does the work; never throws, since how it ended is part of the record.
  func run(_ context: SweepContext, permit: borrowing MutationPermit) async -> SweepStepResult
}

/// What a step is given.
package struct SweepContext: Sendable {
  package let servers: ServerIdentity
  package let environment: String
  package let log: AuditLog
  package let clock: ActionClock
  /// Where the sweep before stopped, as the step itself said; a hint that may be lost or wrong.
  package let mark: String?
  /// Extends the lease; false: it is lost, so stop at once.
  package let renew: @Sendable (_ permit: borrowing MutationPermit) async -> Bool

  /// Puts something that the step did on record.
  func record(
    _ type: String,
    _ details: [AuditDetail]
  ) async throws(StoreProblem) -> Int64 {
    try await log.record(
      AuditObservation(
        type: type,
        reason: Sweep.reason,
        servers: servers,
        environment: environment,
        details: details
      )
    )
  }
}

extension SweepStep {
  /// The step could not be evaluated.
  func failed(_ problem: StoreProblem, seen: Int = 0, changed: Int = 0) -> SweepStepResult {
    SweepStepResult(
      name: name,
      state: .failed,
      text: problem.sentence,
      seen: seen,
      changed: changed
    )
  }

  /// Somebody else took the lease.
  func leaseLost(seen: Int = 0, changed: Int = 0) -> SweepStepResult {
    SweepStepResult(
      name: name,
      state: .failed,
      text: "the lease was lost to another sweep",
      seen: seen,
      changed: changed
    )
  }
}
