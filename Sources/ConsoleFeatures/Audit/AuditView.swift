import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawAudit(into frame: inout Frame) {
    if layout.isSplit {
      drawAuditList(into: &frame, layout.list)
      let column = layout.list.endColumn
      for row in layout.body.row..<layout.body.endRow {
        frame.put(String(shell.glyphs.vertical), row: row, column: column, role: .border)
      }
      drawAuditDetail(into: &frame, layout.detail)
    } else if audit.isDetailOpen {
      drawAuditDetail(into: &frame, layout.body)
    } else {
      drawAuditList(into: &frame, layout.body)
    }
  }

  private func drawAuditList(into frame: inout Frame, _ rect: Rect) {
    guard !audit.entries.isEmpty else {
      drawLines(emptyAudit, into: &frame, rect)
      return
    }
    let columns = [
      TableColumn("TIME", width: .fixed(20)),
      TableColumn("SEQ", width: .fixed(8), priority: 2),
      TableColumn("EVENT", width: .flexible(minimum: 16)),
      TableColumn("RESULT", width: .fixed(12), priority: 1),
      TableColumn("ACTOR", width: .flexible(minimum: 10), priority: 3),
    ]
    let page = Table.height(in: rect)
    var scroll = ScrollState()
    scroll.scroll(by: audit.top, count: audit.entries.count, height: page)
    if let position = audit.position {
      scroll.place(position, count: audit.entries.count, height: page)
    }
    var table = Table(
      columns: columns,
      count: audit.entries.count,
      scroll: scroll,
      isFocused: audit.pane == .list
    )
    table.hasCursor = audit.position != nil
    let isStale = isAuditStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      var cells = audit.entries[position].cells(shell.glyphs)
      if isStale { for index in cells.indices { cells[index].role = .stale } }
      return TableRow(cells)
    }
  }

  private var isAuditStale: Bool { health.isLost(.mongo) || audit.problem != nil }

  private var emptyAudit: [String] {
    if let problem = audit.problem {
      return [describe(problem), "", "r tries again; 8 shows both servers."]
    }
    guard let page = audit.page else { return ["Reading the newest events ..."] }
    return page.isInitialised
      ? ["No event was recorded yet."]
      : [
        "The audit store is not initialised, and the backend's log is empty.",
        "The first elevation (R) or :init-audit creates it, after a confirmation.",
      ]
  }

  private func drawAuditDetail(into frame: inout Frame, _ rect: Rect) {
    let inner = rect.inset(columns: 1)
    let lines = auditDetailLines
    let top = min(audit.detailTop, max(0, lines.count - inner.rows))
    for (offset, line) in lines.dropFirst(top).prefix(inner.rows).enumerated() {
      frame.put(
        line,
        row: inner.row + offset,
        column: inner.column,
        limit: inner.columns,
        glyphs: shell.glyphs
      )
    }
  }

  var auditDetailLines: [[Span]] {
    audit.cursorEntry.map { $0.lines(shell.glyphs) } ?? [[Span("no event is selected", .textDim)]]
  }

  var auditCompleteness: String {
    guard let page = audit.page else { return "" }
    let ours = page.isInitialised ? "\(page.ours.count) ours" : "not initialised"
    return "newest \(ours) \(shell.glyphs.dot) \(page.backend.count) backend"
  }

  var auditStatus: [Span] {
    var spans: [Span] = []
    if let position = audit.position {
      spans.append(Span("event \(position + 1)/\(audit.entries.count)"))
    }
    if let checked = audit.checked {
      spans.append(Span("  verifying: \(checked) headers checked", .severityInfo))
    } else if let verification = audit.verification {
      let isIntact = verification.faults.isEmpty
      spans.append(
        isIntact
          ? Span("  chain intact: \(verification.headers) headers", .severityOK)
          : Span("  chain broken: \(verification.faults.count) faults (!)", .severityCritical)
      )
      if !verification.dangling.isEmpty {
        spans.append(Span("  \(verification.dangling.count) dangling", .severityWarning))
      }
    }
    if let page = audit.page {
      let age = ScreenText.age(page.readAt, at: shell.viewTime)
      spans.append(
        isAuditStale
          ? Span("  stale: as of \(page.readAt.timeOfDay)Z, \(age) ago", .stale)
          : Span("  read \(age) ago", .textDim)
      )
    }
    if let problem = audit.problem {
      spans.append(Span("  \(shell.glyphs.safe(describe(problem)))", .severityWarning))
    }
    return spans
  }
}
