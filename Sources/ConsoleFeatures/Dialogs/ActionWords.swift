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
    }
  }
}
