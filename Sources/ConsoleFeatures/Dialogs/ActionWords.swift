import ConsoleDomain

/// How a kind of action is called where a person reviews it and reads what came of it.
struct ActionWords: Equatable {
  /// On the button, before the number: `Revoke`.
  var verb: String
  /// Capitals, above the review.
  var title: String
  /// Capitals, above the progress.
  var running: String
  /// One target, as `CountText.noun` takes it.
  var noun: String

  init(_ verb: String, _ title: String, _ running: String, _ noun: String = "document") {
    self.verb = verb
    self.title = title
    self.running = running
    self.noun = noun
  }
}

extension ActionRequest {
  var words: ActionWords {
    switch self {
    case .revokeSessions(let targets):
      ActionWords(
        "Revoke",
        "REVOKE \(targets.count) SESSION\(targets.count == 1 ? "" : "S")",
        "REVOKING",
        "session"
      )
    case .revokeUser:
      ActionWords("Revoke", "REVOKE ALL SESSIONS OF A USER", "REVOKING", "session")
    case .placeHold: ActionWords("Hold", "PLACE A LEGAL HOLD", "HOLDING")
    case .resumeHold: ActionWords("Hold", "RESUME A LEGAL HOLD", "HOLDING")
    case .extendHold: ActionWords("Hold", "EXTEND A LEGAL HOLD", "HOLDING")
    case .reviewHold: ActionWords("Note", "REVIEW A LEGAL HOLD", "NOTING")
    case .releaseHold: ActionWords("Release", "RELEASE A LEGAL HOLD", "RELEASING")
    case .cancelRelease: ActionWords("Keep", "CANCEL A RELEASE", "KEEPING")
    case .withdrawHold: ActionWords("Withdraw", "WITHDRAW A LEGAL HOLD", "WITHDRAWING")
    case .exportHold: ActionWords("Export", "EXPORT HELD MATERIAL", "EXPORTING")
    case .stripSubject, .strip:
      ActionWords("Strip", "STRIP PERSONAL DATA FOR GOOD", "STRIPPING")
    case .archive(_, true): ActionWords("Archive", "ARCHIVE DOCUMENTS", "ARCHIVING")
    case .archive(_, false): ActionWords("Unarchive", "UNARCHIVE DOCUMENTS", "UNARCHIVING")
    case .redactAudit:
      ActionWords("Redact", "REDACT A USER'S VALUES IN THE AUDIT TRAIL", "REDACTING", "record")
    case .createRetentionIndex:
      ActionWords("Create, delete", "CREATE THE RETENTION INDEX", "CREATING", "event")
    case .contain: ActionWords("Contain", "CONTAIN AN ACCOUNT", "CONTAINING")
    case .endHold: ActionWords("Let go", "END A LEGAL HOLD", "LETTING GO")
    case .resetCounters(let targets):
      ActionWords(
        "Reset",
        "RESET \(targets.count) COUNTER\(targets.count == 1 ? "" : "S")",
        "RESETTING",
        "counter"
      )
    case .resetClient:
      ActionWords("Reset", "RESET ALL COUNTERS OF A CLIENT", "RESETTING", "counter")
    case .blockClient: ActionWords("Block", "BLOCK A CLIENT", "BLOCKING", "client")
    }
  }

  /// What takes it back; nil where nothing does.
  var inverse: String? {
    switch self {
    case .archive(_, true): ":unarchive, or holdfast entities unarchive"
    case .archive(_, false): ":archive, or holdfast entities archive"
    case .contain: ":unarchive lets them sign in again; sessions stay revoked"
    case .releaseHold: "holdfast hold cancel, until the grace is over"
    case .blockClient: "reset the counter, or holdfast limits reset"
    default: nil
    }
  }
}
