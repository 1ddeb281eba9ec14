import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension AuditEvent {
  /// Time, source, event, result and actor for the list; `running` has no outcome yet by right.
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
        event.mark,
        TableCell(glyphs.safe(event.actor ?? ScreenText.unknown)),
      ]
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
  fileprivate var mark: TableCell {
    if isStripped { return TableCell("stripped", .hold) }
    return isHeld ? TableCell("held", .hold) : TableCell("")
  }
}

extension AuditRecord {
  /// The phase, or how it ended where the record says so.
  fileprivate func result(_ glyphs: Glyphs, running: OperationID?) -> TableCell {
    if isDangling {
      if let running, text("opId") == running.description {
        return TableCell("running", .severityInfo)
      }
      return TableCell("DANGLING", .severityError)
    }
    guard let word = text("result") else { return TableCell(header.phase.rawValue, .textDim) }
    return TableCell(glyphs.safe(word), word == "success" ? .severityOK : .severityWarning)
  }
}
