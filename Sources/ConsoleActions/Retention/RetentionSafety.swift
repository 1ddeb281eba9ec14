import ConsoleDomain

/// Whether it is shown that the index would delete no event of a held document.
///
/// The last sweep has to have brought every hold up to date, and looking now must find no event without
/// its flag. A check that could not run has not passed.
struct RetentionSafety: Sendable {
  /// The steps of a sweep that hold documents and their events.
  static let steps = ["holds", "drift", "hold-events"]
  /// Documents that a refusal names.
  private static let named = 3

  let reads: RetentionPlanReads
  let clock: ActionClock

  /// Throws why it is not shown.
  func check() async throws(GateRefusal) {
    let run: SweepRun?
    let found: UnflaggedEvents
    do {
      run = try await reads.sweep()
      try sweepShows(run)
      found = try await reads.unflagged()
    } catch let refusal as GateRefusal {
      throw refusal
    } catch let problem as StoreProblem {
      throw .guarded("the check could not run: \(ProblemText(problem).line)")
    } catch {
      throw .guarded("the check could not run")
    }
    guard found.count > 0 else { return }
    let names = found.about.prefix(Self.named).map { "\($0.type) \($0.id.text)" }
    throw .guarded(
      "events about held documents without the flag: \(found.count)\(found.isCapped ? " or more" : "")"
        + " (\(names.joined(separator: ", "))); resume their hold, or place one on what the backend "
        + "alone holds"
    )
  }

  private func sweepShows(_ run: SweepRun?) throws(GateRefusal) {
    guard let run else { throw .guarded("no sweep has run: run holdfast sweep first") }
    let age = run.endedAt.duration(to: clock.now())
    guard age <= SweepStanding.usualPatience else {
      throw .guarded("the last sweep ended \(TimeText.age(age)) ago: run holdfast sweep first")
    }
    for name in Self.steps {
      guard let step = run.steps.first(where: { $0.name == name }) else {
        throw .guarded("the last sweep did not come to its step \(name)")
      }
      switch step.state {
      case .done, .skipped: continue
      case .found, .failed: throw .guarded("the last sweep says of \(name): \(step.text)")
      }
    }
  }
}
