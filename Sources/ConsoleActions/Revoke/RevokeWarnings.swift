import ConsoleDomain

/// What a person must know before agreeing to a plan, most important first.
enum RevokeWarnings {
  static func list(
    targets: [PlannedSession],
    gone: Int,
    incomplete: String?,
    directory: Directory
  ) -> [String] {
    var warnings: [String] = []
    if let incomplete {
      warnings.append("These may not be all of the user's sessions: \(incomplete).")
    }
    let held = targets.count { $0.isHeld && $0.blocked == nil }
    if let problem = directory.problem {
      warnings.append(
        "Users could not be read (\(problem.sentence)): where a hold is not known, the session"
          + " is copied to the evidence first."
      )
    } else if held > 0 {
      warnings.append(
        "\(counted(held)) of users under legal hold: copied to the evidence first; a held user"
          + " can't sign in again."
      )
    }
    let blocked = targets.count { $0.blocked != nil }
    if blocked > 0 { warnings.append("\(counted(blocked)) will be left alone.") }
    if gone > 0 { warnings.append("\(counted(gone)) gone already.") }
    return warnings
  }

  private static func counted(_ count: Int) -> String {
    count == 1 ? "1 session" : "\(count) sessions"
  }
}
