import ConsoleText

extension SessionRecord {
  /// A revocation as one JSON object: what came of it as a whole, and of each session by its hash.
  package static func json(_ receipt: ActionReceipt) -> String {
    var object = JSONObjectText()
    object.add("action", receipt.plan.request.auditType)
    object.add("operation", receipt.plan.id.description)
    object.add("planHash", receipt.plan.hash)
    object.add("result", receipt.result.rawValue)
    object.add("intentSeq", String(receipt.intentSequence))
    object.add("outcomeSeq", receipt.outcomeSequence.map { String($0) })
    object.add("finishedAt", receipt.finishedAt)
    object.add(
      "sessions",
      list: zip(receipt.plan.sessions, receipt.outcomes).map { target, outcome in
        json(target, outcome)
      }
    )
    object.add("observations", list: receipt.observations.map(json))
    object.add("problems", list: receipt.problems.map { JSONText.quoted($0) })
    return object.text
  }

  private static func json(_ target: PlannedSession, _ outcome: TargetOutcome) -> String {
    var object = JSONObjectText()
    object.add("id", target.row.id.abbreviated)
    object.add("idHash", target.row.id.hash)
    object.add("user", target.row.userID)
    object.add("held", target.isHeld)
    switch outcome {
    case .revoked: object.add("outcome", "revoked")
    case .alreadyGone: object.add("outcome", "already-gone")
    case .skipped(let reason):
      object.add("outcome", "skipped")
      object.add("reason", reason)
    case .failed(let problem):
      object.add("outcome", "failed")
      object.add("reason", ProblemText(problem).title)
    case .unknown: object.add("outcome", "unknown")
    }
    return object.text
  }

  private static func json(_ observation: RevokeObservation) -> String {
    var object = JSONObjectText()
    switch observation {
    case .resurrected(let id, let times, let remains):
      object.add("kind", "resurrected")
      object.add("id", id.abbreviated)
      object.add("idHash", id.hash)
      object.add("times", Int64(times))
      object.add("remains", remains)
    case .signedInAgain(let userID, let id):
      object.add("kind", "signed-in-again")
      object.add("id", id.abbreviated)
      object.add("idHash", id.hash)
      object.add("user", userID)
    }
    return object.text
  }
}
