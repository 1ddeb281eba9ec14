import ConsoleDomain

/// Audit records for people.
enum AuditText {
  static let titles = ["SEQ", "TIME", "TYPE", "PHASE", "WHO", "RESULT", "TICKET", "REASON"]

  /// The cells of each record, newest first.
  static func rows(_ records: [AuditRecord]) -> [[String]] {
    records.map { record in
      [
        String(record.header.sequence), record.header.timestamp, record.header.type,
        record.header.phase.rawValue, text(record, "actor.id"),
        record.isDangling ? "dangling" : text(record, "result"), text(record, "ticket"),
        text(record, "reason"),
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
