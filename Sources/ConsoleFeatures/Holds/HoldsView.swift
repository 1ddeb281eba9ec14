import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawHolds(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: holds.isDetailOpen,
      hasDetailFocus: holds.pane == .detail,
      list: { drawHoldList(into: &$0, $1) },
      detail: { drawHoldDetail(into: &$0, $1) }
    )
  }

  private func drawHoldList(into frame: inout Frame, _ rect: Rect) {
    let rows = holds.rows
    guard !rows.isEmpty else {
      drawLines(emptyHolds, into: &frame, rect)
      return
    }
    let columns = HoldListColumn.allCases
    let scroll = ScrollState(
      top: holds.top,
      choosing: holds.position,
      count: rows.count,
      height: Table.height(in: rect)
    )
    var table = Table(
      columns: columns.map(\.layout),
      count: rows.count,
      scroll: scroll,
      isFocused: holds.pane == .list
    )
    table.hasCursor = holds.position != nil
    table.sort = columns.firstIndex { $0.order == holds.order.column }.map {
      Table.Sort(column: $0, isAscending: !holds.order.isReversed)
    }
    let isStale = isHoldListStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      TableRow(
        columns.map { column in
          var cell = column.cell(
            rows[position],
            in: holds.register,
            at: shell.viewTime,
            glyphs: shell.glyphs
          )
          if isStale { cell.role = .stale }
          return cell
        }
      )
    }
  }

  private var emptyHolds: [String] {
    if shell.context.entities.isEmpty {
      return ["The profile maps no collections: there is nothing that could be held."]
    }
    guard let register = holds.register else {
      return holds.problem.map(problemLines) ?? ["Reading the register of holds ..."]
    }
    if !holds.filter.text.isEmpty {
      return ["No hold matches \(holds.filter.text).", "Esc clears the filter."]
    }
    let over = register.holds.count
    return [
      over == 0 ? "No hold was placed yet." : "No hold keeps anything now; \(over) are over (A).",
      "H places one: on a session, a document, a subject or an event.",
      holds.check == nil
        ? "Holds of the backend itself are not known: C compares the documents."
        : "The last check found no hold of the backend either.",
    ]
  }

  /// Whether what is listed can't be refreshed now.
  private var isHoldListStale: Bool {
    holds.register != nil && (holds.problem != nil || health.isLost(.mongo))
  }

  var holdCrumbs: [Span] {
    var spans = [Span("Holds", .crumbActive)]
    if holds.showsOver { spans.append(Span(" \(shell.glyphs.crumb) also those that are over")) }
    if !holds.filter.text.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(holds.filter.text))", .match))
    }
    return spans
  }

  var holdCompleteness: String {
    guard let register = holds.register else { return "" }
    let living = register.holds.count(where: \.state.isHolding)
    let over = register.holds.count - living
    return "\(CountText.grouped(living)) in force" + (over > 0 ? ", \(over) over" : "")
  }

  var holdStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = holds.position {
      parts.append(StatusPart("row \(position + 1)/\(holds.rows.count)"))
    }
    parts.append(checkStatus)
    if slots.isRunning(.holds) { parts.append(StatusPart("reading ...", .textDim, priority: 3)) }
    if let readAt = holds.register?.readAt {
      let age = ScreenText.age(readAt, at: shell.viewTime)
      parts.append(
        isHoldListStale
          ? StatusPart("stale: \(age) old", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    if let problem = holds.problem, !holds.rows.isEmpty {
      parts.append(
        StatusPart(shell.glyphs.safe(ProblemText(problem).line), .severityWarning, priority: 1)
      )
    }
    return parts
  }

  /// What is known of documents that are not as the register says, and how old that is.
  private var checkStatus: StatusPart {
    if slots.isRunning(.holdCheck) {
      return StatusPart("comparing documents (Ctrl-C stops)", .severityInfo)
    }
    if let problem = holds.checkProblem {
      return StatusPart(
        "not compared: \(shell.glyphs.safe(ProblemText(problem).line))",
        .severityWarning
      )
    }
    guard let check = holds.check else {
      return StatusPart("drift not known (C compares)", .severityWarning)
    }
    let age = ScreenText.age(check.readAt, at: shell.viewTime)
    return check.faults == 0
      ? StatusPart("no drift, \(age) ago", .severityOK)
      : StatusPart("\(CountText.noun(check.faults, "finding")), \(age) ago", .severityError)
  }
}
