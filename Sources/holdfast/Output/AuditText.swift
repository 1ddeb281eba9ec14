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
    var lines = verification.faults.map(line)
    let hidden = verification.faultCount - Int64(verification.faults.count)
    if hidden > 0 { lines.append("FAULT  \(CountText.noun(Int(hidden), "more fault"))") }
    lines += verification.dangling.map { "OPEN   \($0)  an intent without an outcome" }
    lines += verification.warnings.map { "WARN   \($0.detail)" }
    if let orphans = verification.orphanBodies, orphans > 0 {
      lines.append("note   bodies without a header, of consoles that died: \(orphans)")
    }
    lines.append(
      (verification.isIntact
        ? "intact: "
        : "NOT intact: \(CountText.noun(Int(verification.faultCount), "fault")) in ")
        + CountText.noun(Int(verification.headers), "record")
        + ", \(CountText.noun(verification.checkpoints, "checkpoint"))"
        + ", \(CountText.noun(verification.digests, "digest")) of the backend's log"
    )
    if let head = verification.head { lines.append("head   \(head)") }
    if let root = verification.root, verification.headers > 0 { lines.append("root   \(root)") }
    try DataOutput.write(lines: lines)
  }

  /// What is wrong, and where: sequence, kind, event and path as far as there are any.
  static func line(_ fault: AuditVerification.Fault) -> String {
    let place = [fault.eventID.map { "event \($0)" }, fault.path.map { "path \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    return "FAULT  \(fault.sequence)  \(fault.kind.rawValue): \(fault.detail)"
      + (place.isEmpty ? "" : " (\(place))")
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
