import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawSubject(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: subject.isDetailOpen,
      hasDetailFocus: subject.pane == .detail,
      list: { drawSubjectLines(into: &$0, $1) },
      detail: { drawSubjectDetail(into: &$0, $1) }
    )
  }

  private func drawSubjectLines(into frame: inout Frame, _ rect: Rect) {
    let lines = subjectLines
    guard !lines.isEmpty else {
      drawLines(emptySubjectScreen, into: &frame, rect)
      return
    }
    let top = min(subject.top, max(0, lines.count - rect.rows))
    for (offset, line) in lines.dropFirst(top).prefix(rect.rows).enumerated() {
      let row = rect.row + offset
      let spans =
        isSubjectStale ? line.spans.map { Span($0.text, .stale) } : line.spans
      frame.put(
        spans,
        row: row,
        column: rect.column + 2,
        limit: rect.columns - 2,
        glyphs: shell.glyphs
      )
      guard let item = line.item, item == subject.cursor else { continue }
      frame.put(String(shell.glyphs.cursor), row: row, column: rect.column + 1)
      frame.paint(
        Rect(row: row, column: rect.column, columns: rect.columns, rows: 1),
        role: subject.pane == .list ? .rowCursor : .rowCursorUnfocused
      )
    }
  }

  private func drawSubjectDetail(into frame: inout Frame, _ rect: Rect) {
    if cursorEntity != nil { return drawEntityDetail(into: &frame, rect) }
    let text =
      switch subject.cursorItem {
      case .session: "\(shell.glyphs.enterKey) shows the session in the list of sessions."
      case .event: "\(shell.glyphs.enterKey) shows the event in the audit log."
      case .counter: "A counter holds nothing but its number."
      case .document, nil: ""
      }
    drawLines([text], into: &frame, rect)
  }

  private var emptySubjectScreen: [String] {
    if let problem = subject.problem { return problemLines(problem) }
    return subject.key == nil
      ? [
        "Nobody was looked up yet.",
        ":subject finds a person or an entity by id, e-mail, phone, name or type:id.",
      ] : ["Reading every store ..."]
  }

  /// Whether what is shown can't be refreshed now.
  private var isSubjectStale: Bool {
    subject.picture != nil && (subject.problem != nil || health.isLost(.mongo))
  }

  var subjectCrumbs: [Span] {
    var spans = [Span("Subject", .crumbActive)]
    guard let key = subject.key else { return spans }
    let row = subject.picture?.records.subject
    let name = "\(key.type):\(row?.name ?? key.id.text)"
    spans.append(Span(" \(shell.glyphs.crumb) \(shell.glyphs.safe(name))"))
    return spans
  }

  var subjectCompleteness: String {
    guard let picture = subject.picture else { return "" }
    let failed = [
      picture.sessions.problem, picture.counters.problem, picture.newestEvents.problem,
    ].count { $0 != nil }
    let partial =
      picture.records.groups.contains { $0.incomplete != nil }
      || !picture.records.unreached.isEmpty
    return failed == 0 && !partial ? "complete" : "not all could be read"
  }

  var subjectStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = subject.position {
      parts.append(StatusPart("item \(position + 1)/\(subject.items.count)"))
    }
    if let picture = subject.picture {
      let certain = picture.warnings.count(where: \.isCertain)
      if certain > 0 {
        parts.append(StatusPart(CountText.noun(certain, "warning"), .severityError))
      }
      let age = ScreenText.age(picture.records.readAt, at: shell.viewTime)
      parts.append(
        isSubjectStale
          ? StatusPart("stale: \(age) old", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    if let problem = subject.problem {
      parts.append(
        StatusPart(shell.glyphs.safe(ProblemText(problem).line), .severityWarning, priority: 1)
      )
    }
    parts.append(StatusPart("masked (x reveals)", .textDim, priority: 5))
    return parts
  }
}
