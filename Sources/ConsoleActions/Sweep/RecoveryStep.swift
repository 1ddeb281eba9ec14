package import ConsoleDomain

/// Ends what consoles of this machine left behind that certainly died; anything else is only told.
package struct RecoveryStep: SweepStep {
  package let name = "recover"

  private let recovery: IntentRecovery

  /// Makes the step.
  package init(_ recovery: IntentRecovery) {
    self.recovery = recovery
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    do {
      return result(of: try await recovery.run(.automatic))
    } catch {
      return failed(error)
    }
  }

  private func result(of report: RecoveryReport) -> SweepStepResult {
    var ended = 0
    var troubles: [String] = []
    for entry in report.intents {
      let record = "record \(entry.intent.header.sequence) (\(entry.intent.header.type))"
      switch entry.standing {
      case .ended, .endedBefore: ended += 1
      case .left(let reason): troubles.append("\(record): \(reason ?? "left as it is")")
      case .running, .young, .waiting: break
      }
    }
    if !troubles.isEmpty { troubles.append("see `holdfast audit recover`") }
    if let problem = report.problem { troubles.append(problem) }
    let done =
      ended == 0
      ? "no console has died on the way"
      : "ended \(CountText.noun(ended, "intent")) of dead consoles"
    let stored = report.stored > 0 ? [SettleStep.text(report.stored)] : []
    return SweepStepResult(
      name: name,
      state: troubles.isEmpty ? .done : .found,
      text: (stored + [done] + troubles).joined(separator: "; "),
      seen: report.intents.count,
      changed: ended + report.stored
    )
  }
}

/// Ends the intent of a sweep that was killed: whatever its steps do to the backend's data is on record
/// by itself, and all of it may be done again.
package struct SweepRunReader: StateReader {
  package let type = Sweep.type

  /// Makes a reader.
  package init() {}

  /// There is nothing to look at: which steps had ended is not kept anywhere.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    .decided(
      RecoveredState(
        result: .unknown,
        matched: 0,
        changed: 0,
        blocked: 0,
        remark: "the sweep was killed; what its steps recorded stands, and the next one goes on"
      )
    )
  }
}
