/// What is known of the sweep: what `Health`, `Audit` and `doctor` say of it.
package enum SweepStanding: Hashable, Sendable {
  /// No sweep has ended yet; `since` is the oldest audit record, nil while there is none.
  case never(since: Instant?)
  case last(SweepRun)

  /// How long a sweep may be absent unless the settings say otherwise: one a day, and two hours late.
  package static let usualPatience: Duration = .seconds(26 * 3600)

  /// Whether a sweep should have run by now.
  ///
  /// Where none has ever run the time counts from the first record: a store that was made an hour ago
  /// owes nobody a sweep.
  package func isOverdue(at now: Instant, patience: Duration) -> Bool {
    let start: Instant? =
      switch self {
      case .never(let since): since
      case .last(let run): run.endedAt
      }
    guard let start else { return false }
    return start.duration(to: now) > patience
  }

  /// The standing as one figure: when the last one ended and how.
  package func fact(at now: Instant, patience: Duration) -> HealthFact {
    let isOverdue = isOverdue(at: now, patience: patience)
    switch self {
    case .never:
      return HealthFact(
        name: "sweep",
        value: "never run",
        severity: isOverdue ? .warning : .info
      )
    case .last(let run):
      let age = "\(TimeText.age(run.endedAt.duration(to: now))) ago"
      return HealthFact(
        name: "sweep",
        value: (isOverdue ? "overdue, last " : "") + "\(age): \(run.sentence)",
        severity: run.severity ?? (isOverdue ? .warning : .ok)
      )
    }
  }

  /// What every screen says once it is overdue; nil: nothing has to be said.
  package func attention(at now: Instant, patience: Duration) -> String? {
    guard isOverdue(at: now, patience: patience) else { return nil }
    switch self {
    case .never: return "no sweep has ever run here: `holdfast sweep` belongs into cron or a timer"
    case .last(let run):
      let age = TimeText.age(run.endedAt.duration(to: now))
      return "the sweep is overdue, the last one ended \(age) ago: look at its cron or timer"
    }
  }
}

extension SweepRun {
  /// Steps that a person must look at.
  package var troubles: [SweepStepResult] {
    steps.filter { $0.state == .failed || $0.state == .found }
  }

  fileprivate var sentence: String {
    guard !troubles.isEmpty else { return CountText.noun(steps.count, "step") + ", all well" }
    return troubles.map { "\($0.name) \($0.state == .failed ? "failed" : "found something")" }
      .joined(separator: ", ")
  }

  fileprivate var severity: HealthFact.Severity? {
    switch state {
    case .failed, .found: .error
    case .done, .skipped: nil
    }
  }
}
