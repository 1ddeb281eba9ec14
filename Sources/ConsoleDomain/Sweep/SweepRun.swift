/// How one step of a sweep ended.
package struct SweepStepResult: Hashable, Sendable {
  /// The step's name, such as `digest`.
  package var name: String
  package var state: State
  /// What was done or found, in one line without a personal value.
  package var text: String
  /// How many things were looked at, and how many of them were changed or added.
  package var seen: Int
  package var changed: Int
  /// Where the next sweep goes on; nil: where this one began.
  package var mark: String?

  /// How a step can end.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case done
    /// It had nothing to work with: no key, no right, nothing set up.
    case skipped
    /// Something is wrong, and a person must look at it.
    case found
    /// It could not be evaluated.
    case failed
  }

  /// Makes a result.
  package init(
    name: String,
    state: State,
    text: String,
    seen: Int = 0,
    changed: Int = 0,
    mark: String? = nil
  ) {
    self.name = name
    self.state = state
    self.text = text
    self.seen = seen
    self.changed = changed
    self.mark = mark
  }

  /// The result as one JSON object on one line.
  package var json: String {
    var object = JSONObjectText()
    object.add("step", name)
    object.add("state", state.rawValue)
    object.add("text", text)
    object.add("seen", Int64(seen))
    object.add("changed", Int64(changed))
    return object.text
  }
}

/// One finished sweep.
package struct SweepRun: Hashable, Sendable {
  package var startedAt: Instant
  package var endedAt: Instant
  package var steps: [SweepStepResult]

  /// Makes a run.
  package init(startedAt: Instant, endedAt: Instant, steps: [SweepStepResult]) {
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.steps = steps
  }

  /// The worst that a step ended with.
  package var state: SweepStepResult.State {
    for state in [SweepStepResult.State.failed, .found]
    where steps.contains(where: { $0.state == state }) {
      return state
    }
    return .done
  }
}
