package import ConsoleDomain
package import ConsoleScreen

/// What an action did, target by target.
package struct ReceiptDialog: Equatable, Sendable {
  package var receipt: ActionReceipt
  package var scroll = ScrollState()

  init(receipt: ActionReceipt) { self.receipt = receipt }
}

/// How many targets ended in each way.
struct OutcomeCounts: Equatable {
  var done = 0
  var skipped = 0
  var failed = 0
  var unknown = 0

  init(_ outcomes: [TargetOutcome]) {
    for outcome in outcomes {
      switch outcome {
      case .revoked, .alreadyGone: done += 1
      case .skipped: skipped += 1
      case .failed: failed += 1
      case .unknown: unknown += 1
      }
    }
  }

  var text: String { "\(done) done, \(skipped) skipped, \(failed) failed, \(unknown) unknown" }
}

extension ActionReceipt {
  /// How many targets ended in each way, in one line.
  var counts: String {
    switch ending {
    case .sessions(let outcomes, _): OutcomeCounts(outcomes).text
    case .documents(let ending): ending.counts
    case .counters(let ending): ending.counts
    }
  }

  /// The receipt as lines of text, for the dialog and the clipboard; names no session in full.
  package var lines: [String] {
    var lines = [
      "result    \(result.rawValue): \(counts)",
      "audit     intent \(intentSequence), outcome "
        + (outcomeSequence.map(String.init) ?? "not stored yet"),
      "finished  \(finishedAt.iso8601)",
    ]
    lines += problems.map { "problem   \($0)" }
    if let inverse = plan.request.inverse, (documents?.changed ?? counters?.changed ?? 0) > 0 {
      lines.append("undo      \(inverse)")
    }
    switch ending {
    case .sessions(let outcomes, let observations):
      lines += observations.map { "seen      \($0.text)" }
      lines.append("")
      for (target, outcome) in zip(plan.sessions, outcomes) {
        lines.append("\(target.row.id.abbreviated)  \(target.name)  \(outcome.text)")
      }
    case .documents(let ending): lines += ending.lines
    case .counters(let ending):
      lines += ending.notes.map { "note      \($0)" }
      lines.append("")
      for (counter, outcome) in zip(plan.counters, ending.outcomes) {
        let text = outcome.text(done: plan.request.kind == .blockClient ? "blocked" : "reset")
        lines.append("\(counter.limiter.name)  \(counter.shownKey)  \(text)")
      }
    }
    return lines
  }
}

extension DocumentsEnding {
  fileprivate var counts: String {
    "\(changed) changed, \(unchanged) as wanted, \(blocked) blocked, \(failed) failed"
  }

  fileprivate var lines: [String] {
    var lines = notes.map { "note      \($0)" }
    lines.append("")
    for group in groups {
      let one = DocumentsEnding(groups: [group])
      lines.append("\(group.place): \(one.counts)")
    }
    lines += failures.map { failure in
      "\(failure.place) \(failure.id): \(failure.blocked ?? "not changed")"
    }
    return lines
  }
}

extension PlannedSession {
  /// Who the session belongs to, as far as it may be shown.
  var name: String { user ?? row.userID ?? "anonymous" }
}

extension TargetOutcome {
  /// The outcome in words.
  var text: String {
    switch self {
    case .revoked: "revoked"
    case .alreadyGone: "was already gone"
    case .skipped(let reason): "skipped: \(reason)"
    case .failed(let problem): "failed: \(ProblemText(problem).line)"
    case .unknown: "unknown: no answer came after it was sent"
    }
  }
}

extension RevokeObservation {
  /// The observation in words.
  var text: String {
    switch self {
    case .resurrected(let id, let times, let remains):
      "\(id.abbreviated) came back \(times)x and "
        + (remains ? "is still there" : "was deleted again")
    case .signedInAgain(let userID, let id):
      "user \(userID) signed in again: \(id.abbreviated) was left alone"
    }
  }
}
