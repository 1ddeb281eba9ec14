import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Notes a receipt whose outcome is not in the audit log.
  mutating func noteOwed(_ receipt: ActionReceipt) {
    guard receipt.outcomeSequence == nil else { return }
    let why = receipt.problems.last ?? "The outcome is not stored yet."
    audit.owed = why
    shell.complain(
      "done, but its outcome is not stored yet",
      why + " It is tried again until it is stored."
    )
  }

  mutating func settleAudit(_ stored: Int, _ problem: String?) -> [Effect] {
    audit.owed = problem
    if let problem {
      shell.complain(problem, problem)
    } else if stored > 0 {
      shell.say(
        .ok,
        "\(CountText.noun(stored, "outcome")) that had waited: stored in the audit log"
      )
    }
    return stored > 0 && audit.readAt != nil ? updateAudit() : []
  }

  mutating func take(_ report: RecoveryReport) -> [Effect] {
    audit.interrupted = report.open.count
    let ended = report.intents.count { if case .ended = $0.standing { true } else { false } }
    if ended > 0 {
      shell.say(
        .warning,
        "\(CountText.noun(ended, "interrupted action")) read back; the audit screen tells how it was"
      )
    }
    return ended > 0 && audit.readAt != nil ? updateAudit() : []
  }

  /// What stays in the second line until it is over, however long that takes.
  var auditNotes: [Span] {
    var notes: [Span] = []
    if audit.owed != nil { notes.append(Span("outcome not stored", .severityError)) }
    if audit.interrupted > 0 {
      notes.append(Span("\(audit.interrupted) dangling: holdfast audit recover", .severityWarning))
    }
    return notes
  }
}
