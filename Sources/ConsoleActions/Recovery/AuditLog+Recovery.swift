package import ConsoleDomain

extension AuditLog {
  /// Ends an intent whose console is gone with what was read back, unless it has an outcome by now.
  ///
  /// Two consoles that recover at once offer the same event id: the chain takes one of them.
  package func recover(
    _ intent: DanglingIntent,
    as state: RecoveredState,
    reason: String? = nil
  ) async throws(StoreProblem) -> RecoveryReport.Standing {
    let entries = maker.entries(
      by: await actor.current(),
      type: intent.header.type,
      phase: .outcome,
      fields: AuditFields.recovery(of: intent, as: state, reason: reason),
      details: state.details,
      eventID: OutcomeEventID.of(intent: intent.header.eventID)
    )
    do throws(ChainAppender.Failure) {
      for entry in entries where entry.phase != .outcome { _ = try await appender.append(entry) }
      guard let outcome = entries.last else { return .left(reason: "the outcome has no entry") }
      let written = try await OutcomeWriter(appender: appender).offer(outcome)
      let sequence = written.header.sequence
      if written.isByAnother { return .endedBefore(sequence: sequence) }
      return .ended(state.result, sequence: sequence, detail: state.remark ?? "")
    } catch {
      throw error.problem
    }
  }
}

extension AuditFields {
  /// The outcome of a recovery names the person who recovered; `recoveredFrom` is the intent.
  fileprivate static func recovery(
    of intent: DanglingIntent,
    as state: RecoveredState,
    reason: String?
  ) -> [AuditDetail] {
    [
      AuditDetail("action", .string(intent.header.type)),
      AuditDetail("opId", .text(intent.text("opId"))),
      AuditDetail("intentEventId", .string(intent.header.eventID)),
      AuditDetail("recoveredFrom", .int(intent.header.sequence)),
      AuditDetail("reason", .text(reason)),
      AuditDetail("result", .string(state.result.rawValue)),
      AuditDetail("counts.matched", .int(Int64(state.matched))),
      AuditDetail("counts.changed", .int(Int64(state.changed))),
      AuditDetail("counts.blocked", .int(Int64(state.blocked))),
      AuditDetail("error", .text(state.remark)),
    ]
  }
}
