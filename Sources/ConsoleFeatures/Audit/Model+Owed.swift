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
      shell.say(.ok, Self.storedText(stored))
    }
    return stored > 0 && audit.readAt != nil ? updateAudit() : []
  }

  mutating func take(_ report: RecoveryReport) -> [Effect] {
    audit.interrupted = report.open.count
    let ended = report.intents.count { if case .ended = $0.standing { true } else { false } }
    var news: [String] = []
    // A recovery stores what is owed before it looks: whoever comes second has nothing left to tell.
    if report.stored > 0 { news.append(Self.storedText(report.stored)) }
    if ended > 0 {
      news.append(
        "\(CountText.noun(ended, "interrupted action")) read back; the audit screen tells how it was"
      )
    }
    if !news.isEmpty { shell.say(ended > 0 ? .warning : .ok, news.joined(separator: "; ")) }
    return !news.isEmpty && audit.readAt != nil ? updateAudit() : []
  }

  private static func storedText(_ count: Int) -> String {
    "\(CountText.noun(count, "outcome")) that had waited: stored in the audit log"
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
