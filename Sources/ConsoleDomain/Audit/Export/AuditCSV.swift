import ConsoleText

/// Audit records as lines of CSV (RFC 4180) for spreadsheets; no cell is taken for a formula.
///
/// A view: it leaves out salts and what only some records have, so it can't be verified by itself.
package enum AuditCSV {
  private static let columns: [(title: String, path: String)] = [
    ("actor", "actor.id"), ("persona", "actor.persona"), ("mongoUser", "actor.mongoUser"),
    ("redisUser", "actor.redisUser"), ("osUser", "actor.osUser"), ("host", "actor.host"),
    ("tty", "actor.tty"), ("sshClient", "actor.sshClient"), ("sudoUser", "actor.sudoUser"),
    ("environment", "target.env"), ("database", "target.db"), ("mongoSet", "target.mongoSet"),
    ("redisRunId", "target.redisRunId"), ("entityCollection", "entity.coll"),
    ("entityId", "entity.id"), ("idHash", "entity.idHash"), ("opId", "opId"),
    ("reason", "reason"), ("ticket", "ticket"), ("approvalId", "approvalId"),
    ("planHash", "planHash"), ("result", "result"), ("matched", "counts.matched"),
    ("changed", "counts.changed"), ("blocked", "counts.blocked"), ("error", "error"),
  ]

  /// The titles.
  package static let header = CSVText.record(
    ["seq", "time", "type", "phase"] + columns.map(\.title) + ["eventId", "hash"]
  )

  /// One record; a field that was redacted says so, one that is not known is empty.
  package static func record(_ link: AuditLink) -> String {
    let header = link.header
    let cells = columns.map { link.cell($0.path) }
    return CSVText.record(
      [String(header.sequence), header.timestamp, header.type, header.phase.rawValue] + cells
        + [header.eventID, header.hash]
    )
  }
}

extension AuditLink {
  /// The body, where it is there.
  package var storedBody: AuditBody? {
    if case .stored(let body) = body { body } else { nil }
  }

  /// A field as text for people: values other than text and numbers in their canonical JSON.
  fileprivate func cell(_ path: String) -> String {
    guard let field = storedBody?.fields.first(where: { $0.path == path }) else { return "" }
    switch field.content {
    case .redacted: return "(redacted)"
    case .disclosed(_, .null): return ""
    case .disclosed(_, .string(let text)): return text
    case .disclosed(_, .int(let number)): return String(number)
    case .disclosed(_, let value): return CanonicalJSON.text(value)
    }
  }
}
