import ConsoleDomain

/// Audit records for people.
enum AuditText {
  /// The titles of the columns; the source of each event is named where both logs are listed.
  static func titles(withSource: Bool) -> [String] {
    ["SEQ", "TIME", "TYPE", "PHASE", "WHO", "RESULT", "TICKET", "REASON"]
      + (withSource ? ["ENTITY"] : [])
  }

  /// The cells of an event.
  static func row(_ event: AuditEvent, withSource: Bool) -> [String] {
    switch event {
    case .ours(let record):
      [
        String(record.header.sequence), record.header.timestamp, record.header.type,
        record.header.phase.rawValue, text(record, "actor.id"),
        record.isDangling ? "dangling" : text(record, "result"), text(record, "ticket"),
        text(record, "reason"),
      ] + (withSource ? [text(record, "entity.idHash")] : [])
    case .backend(let event):
      [
        "backend", event.createdAt?.iso8601 ?? "unknown", event.eventType, "event",
        event.actor ?? "", event.isStripped ? "stripped" : event.isHeld ? "held" : "", "", "",
        [event.entity, event.entityID].compactMap { $0 }.joined(separator: "/"),
      ]
    }
  }

  /// Prints what checking the chain found.
  static func print(_ verification: AuditVerification) throws {
    var lines = verification.faults.map {
      "FAULT  \($0.sequence)  \($0.kind.rawValue): \($0.detail)"
    }
    lines += verification.dangling.map { "OPEN   \($0)  an intent without an outcome" }
    lines.append(
      verification.faults.isEmpty
        ? "intact: \(CountText.noun(Int(verification.headers), "record"))"
        : "NOT intact: \(CountText.noun(verification.faults.count, "fault")) in "
          + CountText.noun(Int(verification.headers), "record")
    )
    if let head = verification.head { lines.append("head   \(head)") }
    try DataOutput.write(lines: lines)
  }

  private static func text(_ record: AuditRecord, _ path: String) -> String {
    guard let body = record.body else { return "" }
    guard let field = body.fields.first(where: { $0.path == path }) else { return "" }
    switch field.content {
    case .redacted: return "redacted"
    case .disclosed(_, .string(let text)): return text
    case .disclosed: return ""
    }
  }
}
