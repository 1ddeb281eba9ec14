import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension AuditEntry {
  /// Time, sequence, event, result and actor for the list; `running` has no outcome yet by right.
  func cells(_ glyphs: Glyphs, at now: Instant, running: OperationID?) -> [TableCell] {
    let time = TableCell(at?.listText(at: now) ?? "unknown")
    switch self {
    case .ours(let record):
      return [
        time,
        TableCell(String(record.header.sequence)),
        TableCell(glyphs.safe(record.header.type)),
        record.result(glyphs, running: running),
        TableCell(record.actor.map { glyphs.safe($0) } ?? ScreenText.unknown),
      ]
    case .backend(let event):
      return [
        time,
        TableCell("backend", .textDim),
        TableCell(glyphs.safe(event.eventType)),
        event.isRedacted ? TableCell("redacted", .hold) : TableCell(""),
        TableCell(glyphs.safe(event.actor ?? ScreenText.unknown)),
      ]
    }
  }

  /// Everything that is known of the event.
  func lines(_ glyphs: Glyphs) -> [[Span]] {
    switch self {
    case .ours(let record): record.lines(glyphs)
    case .backend(let event): event.lines(glyphs)
    }
  }
}

extension Instant {
  /// The time of day, with month and day before it on another day than `now`.
  fileprivate func listText(at now: Instant) -> String {
    guard civil.date != now.civil.date else { return timeOfDay }
    return iso8601.dropFirst(5).prefix(5) + " " + timeOfDay.prefix(5)
  }
}

extension BackendEvent {
  /// Its payload and metadata may not be shown.
  var isRedacted: Bool { isHeld || isStripped }

  fileprivate func lines(_ glyphs: Glyphs) -> [[Span]] {
    var lines: [[Span]] = [[Span("backend event", .title)]]
    lines += fieldLines(
      [
        ("event id", id), ("type", eventType), ("action", action), ("entity", entity),
        ("entity id", entityID),
        ("actor", actor), ("org", organizationID), ("created", createdAt?.iso8601),
      ],
      glyphs
    )
    if isHeld { lines.append([Span("under legal hold", .hold)]) }
    if isStripped { lines.append([Span("personal data stripped", .hold)]) }
    for (name, tree) in [("payload", payload), ("metadata", metadata)] {
      lines.append([])
      lines.append([Span(name, .tableHeader)])
      if isRedacted {
        lines.append([Span("redacted", .hold)])
      } else if let tree {
        lines += JSONTreeLines(glyphs: glyphs).lines(of: tree)
      } else {
        lines.append([Span("none", .textDim)])
      }
    }
    return lines
  }
}

extension AuditRecord {
  /// Who did it, as the body has it.
  var actor: String? {
    for path in ["actor.mongoUser", "actor.osUser", "actor.redisUser"] {
      if case .string(let name)? = body?[path] { return name }
    }
    return nil
  }

  /// The phase, or how it ended where the record says so.
  fileprivate func result(_ glyphs: Glyphs, running: OperationID?) -> TableCell {
    if isDangling {
      if let running, case .string(running.description)? = body?["opId"] {
        return TableCell("running", .severityInfo)
      }
      return TableCell("DANGLING", .severityError)
    }
    guard case .string(let word)? = body?["result"] else {
      return TableCell(header.phase.rawValue, .textDim)
    }
    return TableCell(glyphs.safe(word), word == "success" ? .severityOK : .severityWarning)
  }

  fileprivate func lines(_ glyphs: Glyphs) -> [[Span]] {
    var lines: [[Span]] = [[Span("audit record \(header.sequence)", .title)]]
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
