import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Cells that the numbers beside a chart take.
  private static let panelColumns = 44

  /// Title, chart and numbers; the numbers stand below where there is no room beside.
  func drawRefusals(into frame: inout Frame, _ rect: Rect) {
    var area = rect
    drawRefusalTitle(into: &frame, area.cutTop(1))
    guard let history = limits.refusals.history, history.isRecorded else {
      drawLines(unrecordedRefusals, into: &frame, area)
      return
    }
    let panel =
      area.columns >= 100 ? area.cutRight(Self.panelColumns) : area.cutBottom(min(8, area.rows / 2))
    drawChart(into: &frame, area)
    for (offset, line) in refusalPanel(history).prefix(panel.rows).enumerated() {
      frame.put(
        line,
        row: panel.row + offset,
        column: panel.column + 1,
        limit: panel.columns - 1,
        glyphs: shell.glyphs
      )
    }
  }

  private func drawRefusalTitle(into frame: inout Frame, _ rect: Rect) {
    let state = limits.refusals
    var title = "Refused per \(state.step.rawValue)"
    if state.slotsPerColumn > 1 {
      title += ", \(TimeText.span(state.columnLength)) a column (highest)"
    }
    if let axis = state.axis { title += ", by \(axis.rawValue)" }
    if let threshold = state.threshold(at: shell.viewTime) {
      title += ", spike from \(CountText.grouped(threshold))"
    }
    if let until = state.until { title += ", until \(until.timeOfDay)Z" }
    let line = " \(title) "
    frame.put(
      String(repeating: shell.glyphs.horizontal, count: rect.columns),
      row: rect.row,
      column: rect.column,
      role: .border
    )
    frame.put(line, row: rect.row, column: rect.column + 2, role: .title, limit: rect.columns - 2)
  }

  private var unrecordedRefusals: [String] {
    guard limits.refusals.history != nil else { return ["Reading what was refused ..."] }
    return [
      "Refusals over time: not recorded. No access log, no metrics and no limiter with a limit is "
        + "named, so nothing is known; that is no zero.",
      "docs/profiles.md says how a source is named.",
    ]
  }

  // MARK: The chart

  private func drawChart(into frame: inout Frame, _ rect: Rect) {
    let state = limits.refusals
    let top = state.scale.top
    let width = rect.columns - Chart.gutter(top: top) - 1
    guard let shown = state.columns(width: width, at: shell.viewTime) else { return }
    var chart = Chart(
      columns: shown.columns.map { column in
        column.map { Chart.Column($0.refused, parts: state.axis == nil ? [] : $0.parts) }
      },
      top: top
    )
    chart.threshold = state.threshold(at: shell.viewTime).map {
      Chart.Threshold($0, name: "spike")
    }
    let starts = chartStarts(width)
    for (index, start) in starts.enumerated() where index.isMultiple(of: 12) {
      chart.labels[index] = axisLabel(start)
    }
    chart.cursor = state.cursor.flatMap { cursor in
      starts.lastIndex { $0 <= cursor }
    }
    for spike in state.spikes { mark(spike, on: &chart, starts) }
    chart.draw(
      into: &frame,
      Rect(row: rect.row, column: rect.column + 1, columns: rect.columns - 1, rows: rect.rows),
      glyphs: shell.glyphs
    )
  }

  /// The beginning of each column of the chart.
  func chartStarts(_ width: Int) -> [Instant] {
    let state = limits.refusals
    let last = Instant(milliseconds: state.end(at: shell.viewTime).milliseconds - 1)
    let end = state.step.start(of: last).milliseconds + state.step.milliseconds
    let length = state.columnLength.wholeMilliseconds
    return (0..<max(0, width)).map {
      Instant(milliseconds: end - length * Int64(width - $0))
    }
  }

  private func axisLabel(_ start: Instant) -> String {
    let time = start.timeOfDay
    return limits.refusals.step == .second ? time : String(time.prefix(5))
  }

  /// Start, peak and end of a spike on the axis.
  private func mark(_ spike: Spike, on chart: inout Chart, _ starts: [Instant]) {
    guard let first = starts.first, spike.end > first else { return }
    let isOpen = spike == limits.refusals.history?.openSpike
    var signs: [(Instant, Character)] = [(spike.start, "["), (spike.peakAt, "P")]
    if !isOpen { signs.insert((spike.end.advanced(by: .milliseconds(-1)), "]"), at: 1) }
    for (moment, sign) in signs where moment >= first {
      guard let index = starts.lastIndex(where: { $0 <= moment }) else { continue }
      chart.signs[index] = sign
    }
  }

  // MARK: The numbers

  private func refusalPanel(_ history: RefusalHistory) -> [[Span]] {
    let state = limits.refusals
    let now = shell.viewTime
    let hour = state.recent(at: now)
    var lines: [[Span]] = []
    if let cursor = state.cursor { lines.append(cursorLine(history, cursor)) }
    let running = history.slot(.refusals, .minute, at: state.until ?? now)?.refused
    let summary = history.summary(of: hour)
    lines.append([
      Span("now ", .textDim),
      Span(running.map { "\(CountText.grouped($0))/min" } ?? "not recorded"),
      Span("  peak ", .textDim),
      Span(
        summary.map { "\(CountText.grouped($0.peak)) at \($0.peakAt.timeOfDay.prefix(5))Z" } ?? "?"
      ),
      Span("  p95 ", .textDim),
      Span(summary.map { CountText.grouped($0.percentile95) } ?? ScreenText.unknown),
    ])
    lines.append(top("source", .network, history, hour))
    lines.append(top("limiter", .limiter, history, hour))
    lines.append(deniedLine(summary))
    if let spike = state.spikes.first { lines.append(spikeLine(spike)) }
    lines += history.sources.map { sourceLine($0, now) }
    return lines
  }

  private func cursorLine(_ history: RefusalHistory, _ cursor: Instant) -> [Span] {
    let slot = history.slot(.refusals, limits.refusals.step, at: cursor)
    guard let slot else {
      return [Span("\(cursor.timeOfDay)Z ", .key), Span("not recorded", .textDim)]
    }
    let requests = slot.requests.map { " of \(CountText.grouped($0)) requests" } ?? ""
    return [
      Span("\(cursor.timeOfDay)Z ", .key),
      Span("\(CountText.grouped(slot.refused)) refused\(requests)"),
    ]
  }

  private func top(
    _ name: String,
    _ axis: RefusalAxis,
    _ history: RefusalHistory,
    _ hour: Range<Instant>
  ) -> [Span] {
    let label = Span("top \(name) ", .textDim)
    guard let first = history.talkers(by: axis, in: hour, limit: 1)?.talkers.first else {
      return [label, Span("none in 1 h", .textDim)]
    }
    return [
      label, Span(shell.glyphs.safe(first.name)),
      Span("  \(CountText.grouped(first.refused)), \(Int(first.share * 100))%"),
    ]
  }

  private func deniedLine(_ summary: RefusalSummary?) -> [Span] {
    let label = Span("denied/allowed 1 h ", .textDim)
    guard let summary else { return [label, Span("not recorded", .textDim)] }
    guard let requests = summary.requests else {
      return [
        label, Span("\(CountText.grouped(summary.refused)) / "), Span("not recorded", .textDim),
      ]
    }
    let allowed = max(0, requests - summary.refusedOfRequests)
    let share = requests > 0 ? Double(summary.refusedOfRequests) * 100 / Double(requests) : 0
    let tenths = Int((share * 10).rounded())
    return [
      label,
      Span(
        "\(CountText.grouped(summary.refusedOfRequests)) / \(CountText.grouped(allowed)) "
          + "(\(tenths / 10).\(tenths % 10)%)"
      ),
    ]
  }

  private func spikeLine(_ spike: Spike) -> [Span] {
    let isOpen = spike == limits.refusals.history?.openSpike
    let start = spike.start.timeOfDay.prefix(5)
    let end = isOpen ? "goes on" : "ended \(spike.end.timeOfDay.prefix(5))Z"
    return [
      Span(
        "spike \(start)Z, peak \(CountText.grouped(spike.peak)), \(end) (I lists)",
        isOpen ? .severityError : .severityWarning
      )
    ]
  }

  /// A source with its age; what it can't see is said.
  private func sourceLine(_ source: RefusalSource, _ now: Instant) -> [Span] {
    var line = [
      Span("from ", .textDim), Span(shell.glyphs.safe(source.name)),
      Span(
        source.age(at: now).map { "  \(TimeText.age($0)) ago" } ?? "  not answered yet",
        .textDim
      ),
    ]
    if source.kind.isLowerBound { line.append(Span("  lower bound", .severityWarning)) }
    if !source.kind.countsRefusals { line.append(Span("  a series of their own", .textDim)) }
    if let problem = source.problem {
      line.append(Span("  \(shell.glyphs.safe(problem))", .severityWarning))
    } else if let remark = source.remark {
      line.append(Span("  \(shell.glyphs.safe(remark))", .textDim))
    }
    return line
  }
}
