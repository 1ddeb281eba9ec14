import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension AuditEvent {
  /// Everything that is known of the event; `revealed` holds what was asked to be seen in clear.
  func lines(_ glyphs: Glyphs, revealed: RevealedEvent?) -> [[Span]] {
    switch self {
    case .ours(let record): record.lines(glyphs)
    case .backend(let event): event.lines(glyphs, revealed: revealed)
    }
  }
}

extension BackendEvent {
  fileprivate func lines(_ glyphs: Glyphs, revealed: RevealedEvent?) -> [[Span]] {
    var lines: [[Span]] = fieldLines(
      [
        ("event id", id), ("type", eventType), ("action", action), ("entity", entity),
        ("entity id", entityID), ("actor", actor), ("org", organizationID),
        ("created", createdAt?.iso8601),
      ],
      glyphs
    )
    if let sessionHash { lines += fieldLines([("session", sessionHash)], glyphs) }
    if isHeld { lines.append([Span("under legal hold", .hold)]) }
    if isStripped {
      lines.append([Span("personal data stripped: payload and metadata never open", .hold)])
    }
    lines.append([])
    let metadata = revealed?.metadata ?? self.metadata
    let payload = revealed?.payload ?? self.payload
    lines += AuditChanges.lines(AuditChanges.of(metadata), glyphs)
    lines += AuditChanges.lines(AuditChanges.of(payload), glyphs)
    for (name, tree) in [("payload", payload), ("metadata", metadata)] {
      lines.append([Span(name, .tableHeader)])
      if let tree {
        lines += JSONTreeLines(glyphs: glyphs).lines(of: tree)
      } else if isStripped {
        lines.append([Span("redacted", .hold)])
      } else if isHeld, revealed == nil {
        lines.append([Span("redacted: x opens it with a reason, on record", .hold)])
      } else {
        lines.append([Span("none", .textDim)])
      }
      lines.append([])
    }
    return lines.dropLast()
  }
}

extension AuditRecord {
  fileprivate func lines(_ glyphs: Glyphs) -> [[Span]] {
    var lines: [[Span]] = []
    if isDangling {
      lines.append([
        Span("no outcome: the console ended in between, or it still runs", .severityError)
      ])
    }
    lines += fieldLines(
      [
        ("type", header.type), ("phase", header.phase.rawValue), ("time", header.timestamp),
        ("event id", header.eventID),
      ],
      glyphs
    )
    lines.append([])
    lines += AuditChanges.lines(AuditChanges.of(self), glyphs)
    lines += bodyLines(glyphs)
    lines.append([])
    lines.append([Span("chain", .tableHeader)])
    lines += fieldLines(
      [("body root", header.bodyRoot), ("previous", header.previous), ("hash", header.hash)],
      glyphs
    )
    return lines
  }

  private func bodyLines(_ glyphs: Glyphs) -> [[Span]] {
    guard let body else { return [[Span("the body is not there any more", .severityWarning)]] }
    return body.fields.map { field in
      let name = Span(glyphs.safe(field.path) + ": ", .jsonKey)
      switch field.content {
      case .disclosed(_, let value): return [name, Span(glyphs.safe(value.text))]
      case .redacted: return [name, Span("redacted", .hold)]
      }
    }
  }
}

extension AuditValue {
  /// The value in a line; what is masked in a body stays masked.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .string(let text): text
    case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .document(let members):
      "{"
        + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        .joined(separator: ", ") + "}"
    }
  }
}

private func fieldLines(_ fields: [(String, String?)], _ glyphs: Glyphs) -> [[Span]] {
  fields.map { name, value in
    let label = Span(Truncation.fit(name, to: 11), .textDim)
    guard let value else { return [label, Span("not recorded", .textDim)] }
    return [label, Span(glyphs.safe(value))]
  }
}
