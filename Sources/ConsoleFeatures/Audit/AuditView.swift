import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawAudit(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: audit.isDetailOpen,
      hasDetailFocus: audit.pane == .detail,
      list: { drawAuditList(into: &$0, $1) },
      detail: { drawAuditDetail(into: &$0, $1) }
    )
  }

  private func drawAuditList(into frame: inout Frame, _ rect: Rect) {
    guard !audit.events.isEmpty else {
      drawLines(emptyAudit, into: &frame, rect)
      return
    }
    let columns = [
      TableColumn("TIME UTC", width: .fixed(11)),
      TableColumn("SEQ", width: .fixed(7), priority: 2),
      TableColumn("EVENT", width: .flexible(minimum: 15, maximum: 36)),
      TableColumn("RESULT", width: .fixed(8), priority: 1),
      TableColumn("ACTOR", width: .flexible(minimum: 10, maximum: 26), priority: 3, cut: .middle),
    ]
    let scroll = ScrollState(
      top: audit.top,
      choosing: audit.position,
      count: audit.events.count,
      height: Table.height(in: rect)
    )
    var table = Table(
      columns: columns,
      count: audit.events.count,
      scroll: scroll,
      isFocused: audit.pane == .list
    )
    table.hasCursor = audit.position != nil
    let isStale = isAuditStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      var cells = audit.events[position].cells(
        shell.glyphs,
        at: shell.viewTime,
        running: jobs.running?.plan.id
      )
      if isStale { for index in cells.indices { cells[index].role = .stale } }
      return TableRow(cells)
    }
  }

  private var emptyAudit: [String] {
    if let problem = audit.problem {
      return problemLines(problem)
    }
    guard let isInitialised = audit.isInitialised else { return ["Reading the newest events ..."] }
    if !audit.filter.text.isEmpty {
      return [
        isAuditSearching
          ? "Searching for \(audit.filter.text) ..." : "No event matches \(audit.filter.text).",
        searchedBack ?? "", "Esc clears the filter.",
      ]
    }
    return isInitialised
      ? ["No event was recorded yet."]
      : [
        "The audit store is not initialised, and the backend's log is empty.",
        "The first elevation (R) or :init-audit creates it, after a confirmation.",
      ]
  }

  private func drawAuditDetail(into frame: inout Frame, _ rect: Rect) {
    let lines = auditDetailLines
    drawScrolled(
      detailSearch?.marked(lines) ?? lines,
      top: audit.detailTop,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  var auditDetailLines: [[Span]] {
    guard let event = audit.cursorEvent else { return [[Span("no event is selected", .textDim)]] }
    let revealed = audit.revealed.flatMap { event.id == .backend($0.id) ? $0 : nil }
    let lines =
      [auditDetailTitle(event, until: revealed?.until)]
      + event.lines(shell.glyphs, revealed: revealed?.event)
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  private func auditDetailTitle(_ event: AuditEvent, until: Instant?) -> [Span] {
    var title: [Span]
    switch event {
    case .ours(let record): title = [Span("audit record \(record.header.sequence)", .title)]
    case .backend: title = [Span("backend event", .title)]
    }
    if let until {
      let left = max(0, (shell.now.duration(to: until).wholeMilliseconds + 999) / 1000)
      title.append(Span("  revealed, \(left) s left (x hides)", .piiRevealed))
    }
    return title
  }
}
