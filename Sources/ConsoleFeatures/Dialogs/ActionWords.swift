import ConsoleDomain

/// How a kind of action is called where a person reviews it and reads what came of it.
struct ActionWords: Equatable {
  /// On the button, before the number: `Revoke`.
  var verb: String
  /// Capitals, above the review.
  var title: String
  /// One target, as `CountText.noun` takes it.
  var noun: String
}

extension ActionRequest {
  var words: ActionWords {
    switch self {
    case .revokeSessions(let targets):
      ActionWords(
        verb: "Revoke",
        title: "REVOKE \(targets.count) SESSION\(targets.count == 1 ? "" : "S")",
        noun: "session"
      )
    case .revokeUser:
      ActionWords(verb: "Revoke", title: "REVOKE ALL SESSIONS OF A USER", noun: "session")
    case .placeHold: ActionWords(verb: "Hold", title: "PLACE A LEGAL HOLD", noun: "document")
    case .resumeHold: ActionWords(verb: "Hold", title: "RESUME A LEGAL HOLD", noun: "document")
    case .extendHold: ActionWords(verb: "Hold", title: "EXTEND A LEGAL HOLD", noun: "document")
    case .reviewHold: ActionWords(verb: "Note", title: "REVIEW A LEGAL HOLD", noun: "document")
    case .releaseHold:
      ActionWords(verb: "Release", title: "RELEASE A LEGAL HOLD", noun: "document")
    case .cancelRelease:
      ActionWords(verb: "Keep", title: "CANCEL A RELEASE", noun: "document")
    case .withdrawHold:
      ActionWords(verb: "Withdraw", title: "WITHDRAW A LEGAL HOLD", noun: "document")
    case .stripSubject, .strip:
      ActionWords(verb: "Strip", title: "STRIP PERSONAL DATA FOR GOOD", noun: "document")
    case .archive(_, let isArchiving):
      ActionWords(
        verb: isArchiving ? "Archive" : "Unarchive",
        title: isArchiving ? "ARCHIVE DOCUMENTS" : "UNARCHIVE DOCUMENTS",
        noun: "document"
      )
    case .redactAudit:
      ActionWords(
        verb: "Redact",
        title: "REDACT A USER'S VALUES IN THE AUDIT TRAIL",
        noun: "record"
      )
    case .contain: ActionWords(verb: "Contain", title: "CONTAIN AN ACCOUNT", noun: "document")
    case .endHold: ActionWords(verb: "Let go", title: "END A LEGAL HOLD", noun: "document")
    }
  }
}
