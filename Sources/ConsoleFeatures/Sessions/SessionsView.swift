import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The list, and beside it or instead of it the detail.
  func drawSessions(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: sessions.isDetailOpen,
      hasDetailFocus: sessions.pane == .detail,
      list: { drawSessionList(into: &$0, $1) },
      detail: { drawSessionDetail(into: &$0, $1) }
    )
  }

  private func drawSessionList(into frame: inout Frame, _ rect: Rect) {
    guard let shown = sessions.listing, shown.count > 0 else {
      drawLines(emptySessions, into: &frame, rect)
      return
    }
    let columns = SessionListColumn.shown(isWide: shell.isWide)
    let scroll = ScrollState(
      top: sessions.top,
      choosing: sessions.cursor?.position,
      count: shown.count,
      height: Table.height(in: rect)
    )
    let sorted = columns.firstIndex { $0.column == sessions.order.column }
    var table = Table(
      columns: columns.map(\.layout),
      count: shown.count,
      scroll: scroll,
      isFocused: sessions.pane == .list && sessions.cursor != nil
    )
    table.sort = sorted.map { Table.Sort(column: $0, isAscending: !sessions.order.isDescending) }
    table.hasCursor = sessions.cursor != nil
    let isStale = isSessionListStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      let row = shown.row(position)
      let cells = columns.map { column in
        var cell = column.cell(row, in: shown, at: shell.viewTime, glyphs: shell.glyphs)
        if isStale { cell.role = .stale }
        guard column.column == .user else { return cell }
        return clearCell(row.userID.map { .user($0) }) ?? cell
      }
      return TableRow(cells, isMarked: sessions.marks.contains(row.id))
    }
  }

  /// Whether what is listed can't be refreshed now.
  var isSessionListStale: Bool { health.isLost(.redis) || sessions.problem != nil }

  /// What stands in place of an empty list.
  private var emptySessions: [String] {
    if let subject = sessions.subject { return emptySubject(subject) }
    guard let latest = sessions.latest, sessions.listing != nil else {
      if let problem = sessions.problem {
        return problemLines(problem)
      }
      return ["Reading the sessions ..."]
    }
    let prefixes = shell.context.prefixes.joined(separator: ", ")
    if latest.count == 0, latest.progress.phase == .complete {
      let others = latest.otherPrefixes.joined(separator: ", ")
      return [
        "No session under \(prefixes).",
        others.isEmpty
          ? "No other prefix holds keys that look like sessions."
          : "Prefixes that hold keys like sessions: \(others)",
        others.isEmpty
          ? "" : "The profile names the prefixes; `holdfast profile detect` proposes one.",
      ]
    }
    let progress = latest.progress
    let seen = "\(CountText.short(progress.scanned)) sessions were scanned"
    return [
      sessions.filter.isEmpty ? "No session is shown." : "No session matches \(sessions.filter).",
      progress.phase == .running ? "\(seen) so far; the scan goes on." : "\(seen).",
      sessions.showsAnonymous ? "" : "Anonymous sessions are hidden; A shows them.",
      sessions.filter.isEmpty ? "" : "Esc clears the filter.",
    ]
  }

  private func emptySubject(_ subject: SubjectList) -> [String] {
    let user = subject.found.user
    let name = user.email ?? user.id
    guard subject.count == 0 else {
      return ["No session of \(name) matches \(sessions.filter).", "Esc clears the filter."]
    }
    let dead = subject.found.deadMembers
    return [
      "No session of \(name) is in the user's own set.",
      dead > 0 ? "\(dead) members of the set have expired." : "",
      isScanComplete ? "" : "The scan is not complete: sessions outside the set may exist.",
    ]
  }

  /// What stands in place of a list that could not be read.
  func problemLines(_ problem: StoreProblem) -> [String] {
    let text = ProblemText(problem)
    return [text.line, "What helps: \(text.remedy).", "r tries again; 8 shows both servers."]
  }

  /// Writes lines of text, wrapped, two cells from the left edge.
  func drawLines(_ lines: [String], into frame: inout Frame, _ rect: Rect) {
    var row = rect.row + 1
    for line in lines where !line.isEmpty {
      for part in Wrap.lines(shell.glyphs.safe(line), cells: rect.columns - 4) {
        guard row < rect.endRow else { return }
        frame.put(part, row: row, column: rect.column + 2)
        row += 1
      }
    }
  }
}
