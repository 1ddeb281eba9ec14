import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Chart, list of counters and detail, or the page that is open instead of them.
  func drawLimits(into frame: inout Frame) {
    switch limits.refusals.page {
    case .counters: break
    case .chart: return drawRefusals(into: &frame, layout.body)
    case .talkers: return drawTalkers(into: &frame, layout.body)
    case .spikes: return drawSpikes(into: &frame, layout.body)
    }
    if layout.strip.rows > 0 { drawRefusals(into: &frame, layout.strip) }
    drawPanes(
      into: &frame,
      isDetailOpen: limits.isDetailOpen,
      hasDetailFocus: limits.pane == .detail,
      list: { drawCounters(into: &$0, $1) },
      detail: { drawCounterDetail(into: &$0, $1) }
    )
  }

  private func drawCounters(into frame: inout Frame, _ rect: Rect) {
    guard let shown = limits.listing, shown.count > 0 else {
      drawLines(emptyCounters, into: &frame, rect)
      return
    }
    let columns = CounterListColumn.shown(
      isWide: shell.isWide,
      limiters: shown.snapshot.limiters
    )
    var table = Table(
      columns: columns.map(\.layout),
      count: shown.count,
      scroll: ScrollState(
        top: limits.top,
        choosing: limits.cursor?.position,
        count: shown.count,
        height: Table.height(in: rect)
      ),
      isFocused: limits.pane == .list && limits.cursor != nil
    )
    table.hasCursor = limits.cursor != nil
    table.sort = columns.firstIndex { $0.order == limits.order.column }.map {
      Table.Sort(column: $0, isAscending: !limits.order.isDescending)
    }
    let isStale = areCountersStale
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      guard let row = limits.row(position, at: shell.viewTime) else { return TableRow([]) }
      let id = row.counter.id
      let isGone = limits.isGone(id)
      let cells = columns.map { column in
        var cell = column.cell(row, at: shell.viewTime, glyphs: shell.glyphs)
        if isStale { cell.role = .stale }
        if isGone { cell.role = .rowGone }
        return cell
      }
      return TableRow(cells, isMarked: limits.marks.contains(id), change: isGone ? .gone : nil)
    }
  }

  /// Whether what is listed can't be read again now.
  var areCountersStale: Bool {
    health.isLost(.redis) || limits.problem != nil || limits.refreshProblem != nil
  }

  /// What stands in place of an empty list.
  private var emptyCounters: [String] {
    guard let latest = limits.latest, limits.listing != nil else {
      return limits.problem.map(problemLines) ?? ["Reading the counters ..."]
    }
    guard !latest.limiters.isEmpty else {
      return [
        "The profile names no limiter, so no key is known to be a counter.",
        "`holdfast profile detect` proposes entries from what is in the stores; docs/profiles.md "
          + "says how one is written.",
      ]
    }
    let isRunning = latest.progress.phase == .running
    if latest.count == 0 {
      let prefixes = latest.limiters.map { $0.collection ?? $0.prefix }.joined(separator: ", ")
      return [
        isRunning
          ? "No counter so far; the scan goes on."
          : "No counter under \(prefixes): nobody has used up a try that still counts.",
        latest.mongoProblem.map { "Counters in MongoDB are missing: \($0)" } ?? "",
      ]
    }
    return [
      limits.filter.isEmpty ? "No counter is shown." : "No counter matches \(limits.filter).",
      "\(CountText.noun(latest.count, "counter")) read"
        + (isRunning ? " so far; the scan goes on." : "."),
      limits.filter.isEmpty ? "" : "Esc clears the filter.",
    ]
  }
}
