extension RecordJSON {
  /// An intent without an outcome and what a recovery made of it.
  package static func recovery(_ entry: RecoveryReport.Entry) -> String {
    var object = JSONObjectText()
    object.add("seq", String(entry.intent.header.sequence))
    object.add("ts", entry.intent.header.timestamp)
    object.add("type", entry.intent.header.type)
    object.add("opId", entry.intent.text("opId"))
    object.add("actor", entry.intent.text("actor.id"))
    object.add("state", entry.standing.word)
    object.add("outcomeSeq", entry.standing.outcome.map { String($0) })
    object.add("detail", entry.standing.detail.isEmpty ? nil : entry.standing.detail)
    return object.text
  }
}

extension RecoveryReport.Standing {
  /// One word for tables and machines; that of the result where an outcome was recorded.
  package var word: String {
    switch self {
    case .running: "running"
    case .young: "young"
    case .waiting: "in_journal"
    case .left: "dangling"
    case .ended(let result, _, _): result.rawValue
    case .endedBefore: "ended"
    }
  }

  /// What else is to be said; empty when nothing is.
  package var detail: String {
    switch self {
    case .running: "its console is still running"
    case .young(let age?): "\(TimeText.span(age)) old, and its console may still be running"
    case .young(nil): "its age can't be read, and its console may still be running"
    case .waiting: "its outcome waits in this machine's journal"
    case .left(let reason): reason ?? "its console is gone"
    case .ended(_, let sequence, let detail):
      "recorded as \(sequence)" + (detail.isEmpty ? "" : ": \(detail)")
    case .endedBefore(let sequence): "another console recorded \(sequence) meanwhile"
    }
  }

  fileprivate var outcome: Int64? {
    switch self {
    case .ended(_, let sequence, _), .endedBefore(let sequence): sequence
    case .running, .young, .waiting, .left: nil
    }
  }
}
