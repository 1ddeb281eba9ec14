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
  /// The receipt as lines of text, for the dialog and the clipboard; names no session in full.
  package var lines: [String] {
    var lines = [
      "result    \(result.rawValue): \(OutcomeCounts(outcomes).text)",
      "audit     intent \(intentSequence), outcome "
        + (outcomeSequence.map(String.init) ?? "not stored yet"),
      "finished  \(finishedAt.iso8601)",
    ]
    lines += problems.map { "problem   \($0)" }
    lines += observations.map { "seen      \($0.text)" }
    lines.append("")
    for (target, outcome) in zip(plan.targets, outcomes) {
      lines.append("\(target.row.id.abbreviated)  \(target.name)  \(outcome.text)")
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
