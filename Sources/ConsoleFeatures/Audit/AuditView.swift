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
    guard !audit.entries.isEmpty else {
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
      var cells = audit.entries[position].cells(
        shell.glyphs,
        at: shell.viewTime,
        running: jobs.running?.plan.id
      )
      if isStale { for index in cells.indices { cells[index].role = .stale } }
      return TableRow(cells)
    }
  }

  private var isAuditStale: Bool { health.isLost(.mongo) || audit.problem != nil }

  private var emptyAudit: [String] {
    if let problem = audit.problem {
      return problemLines(problem)
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
    drawScrolled(
      auditDetailLines,
      top: audit.detailTop,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  var auditDetailLines: [[Span]] {
    let lines =
      audit.cursorEntry.map { $0.lines(shell.glyphs) }
      ?? [[Span("no event is selected", .textDim)]]
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  var auditCompleteness: String {
    guard let page = audit.page else { return "" }
    let ours = page.isInitialised ? "\(page.ours.count) ours" : "not initialised"
    return "newest \(ours) \(shell.glyphs.dot) \(page.backend.count) backend"
  }

  var auditStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = audit.position {
      parts.append(StatusPart("event \(position + 1)/\(audit.entries.count)"))
    }
    if let checked = audit.checked {
      parts.append(StatusPart("verifying: \(checked) headers checked", .severityInfo))
    } else if let verification = audit.verification {
      let headers = CountText.noun(Int(verification.headers), "header")
      parts.append(
        verification.faults.isEmpty
          ? StatusPart("chain intact: \(headers)", .severityOK)
          : StatusPart("chain broken: \(verification.faults.count) faults", .severityCritical)
      )
      if !verification.dangling.isEmpty {
        parts.append(StatusPart("\(verification.dangling.count) dangling", .severityWarning))
      }
    }
    if let page = audit.page {
      let age = ScreenText.age(page.readAt, at: shell.viewTime)
      parts.append(
        isAuditStale
          ? StatusPart("stale: as of \(page.readAt.timeOfDay)Z, \(age) ago", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    if let problem = audit.problem {
      parts.append(
        StatusPart(shell.glyphs.safe(ProblemText(problem).line), .severityWarning, priority: 1)
      )
    }
    return parts
  }
}
