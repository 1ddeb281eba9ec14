import ConsoleDomain

/// What an action on counters has done so far; becomes the outcome and the receipt.
struct CounterRun: Sendable {
  /// One per counter of the plan, in its order.
  var outcomes: [CounterOutcome]
  var problems: [String] = []
  private var wasStopped = false

  init(_ plan: ActionPlan) {
    outcomes = plan.counters.map { CounterOutcome(.skipped(reason: $0.blocked ?? "not reached")) }
  }

  /// A write that was sent and not answered is unknown, not failed.
  mutating func fail(_ index: Int, _ problem: StoreProblem) {
    outcomes[index] = CounterOutcome(problem.leavesWriteUnknown ? .unknown : .failed(problem))
  }

  /// Ends the batch: what was not reached says why.
  mutating func stop(_ reason: String, before index: Int) {
    wasStopped = true
    problems.append("Stopped: \(reason).")
    for rest in outcomes.indices.dropFirst(index)
    where outcomes[rest].end == .skipped(reason: "not reached") {
      outcomes[rest] = CounterOutcome(.skipped(reason: "not tried, since \(reason)"))
    }
  }

  var result: ActionResult {
    let good = outcomes.count { $0.end == .done || $0.end == .alreadyGone }
    if good == outcomes.count { return .success }
    if good > 0 { return .partial }
    if outcomes.contains(where: { $0.end == .unknown }) { return .unknown }
    let skipped = CountersEnding(outcomes).skipped
    return skipped == outcomes.count && !wasStopped ? .blocked : .failure
  }
}
