import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  var limitCrumbs: [Span] {
    var spans = [Span("Limits", .crumbActive)]
    switch limits.refusals.page {
    case .counters: break
    case .chart: spans.append(Span(" \(shell.glyphs.crumb) refused over time"))
    case .talkers:
      let title = limits.refusals.talkerAxis.title
      spans.append(Span(" \(shell.glyphs.crumb) top talkers by \(title), 1 h"))
    case .spikes: spans.append(Span(" \(shell.glyphs.crumb) spikes, 24 h"))
    }
    if !limits.filter.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(limits.filter))", .match))
    }
    return spans
  }

  /// How many counters are shown, and how complete the list is.
  var limitCompleteness: String {
    guard limits.refusals.page == .counters else {
      return limits.refusals.page == .chart ? "Esc: counters" : "\(refusalLines) listed"
    }
    guard let progress = limits.latest?.progress else { return "" }
    return ScanCompleteness(
      progress: progress,
      shown: limits.listing?.count ?? 0,
      isStopped: limits.isScanStopped,
      hasFailed: limits.problem != nil
    )
    .text(shell.glyphs)
  }

  var limitStatus: [StatusPart] {
    guard limits.refusals.page == .counters else { return refusalStatus }
    var parts: [StatusPart] = []
    if let position = limits.cursor?.position {
      parts.append(StatusPart("row \(position + 1)/\(limits.listing?.count ?? 0)"))
    }
    if !limits.marks.isEmpty {
      parts.append(StatusPart("\(limits.marks.count) marked", .rowMark))
    }
    if let flags = limits.cursorRow(at: shell.viewTime)?.standing.flags, !flags.isEmpty {
      parts.append(StatusPart(flags.legend, .severityWarning, priority: 3))
    }
    if let problem = limits.latest?.mongoProblem {
      parts.append(
        StatusPart(
          "MongoDB counters missing: \(shell.glyphs.safe(problem))",
          .severityWarning,
          priority: 1
        )
      )
    }
    if let refusal = refusalNote { parts.append(StatusPart(refusal, .textDim, priority: 2)) }
    parts.append(counterAge)
    let arrow = limits.order.isDescending ? shell.glyphs.descending : shell.glyphs.ascending
    parts.append(StatusPart("sort \(limits.order.column.rawValue) \(arrow)", priority: 4))
    return parts
  }

  private var refusalStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if refusalLines > 0 {
      parts.append(StatusPart("row \(limits.refusals.line + 1)/\(refusalLines)"))
    }
    switch limits.refusals.page {
    case .chart:
      parts.append(StatusPart("h l cursor, j k pan, < > zoom, b step, i stack", .hint))
    case .talkers: parts.append(StatusPart("t: by another part; Enter: its counters", .hint))
    case .spikes: parts.append(StatusPart("Enter: on the chart", .hint))
    case .counters: break
    }
    if let unplaced = limits.refusals.history?.unplaced, unplaced > 0 {
      parts.append(
        StatusPart(
          "\(CountText.grouped(unplaced)) too late or ahead",
          .severityWarning,
          priority: 1
        )
      )
    }
    return parts
  }

  /// What the backend answers instead of 429, if its profile says so; what has no limit.
  private var refusalNote: String? {
    guard let limiters = limits.latest?.limiters, !limiters.isEmpty else { return nil }
    let unlimited = limiters.count { $0.limit == nil }
    if unlimited > 0 {
      return unlimited == limiters.count
        ? "no limit in the profile: blocked unknown"
        : "\(unlimited) of \(limiters.count) limiters without a limit in the profile"
    }
    let others = Set(limiters.map(\.status)).subtracting([429])
    guard !others.isEmpty else { return nil }
    let words = others.sorted().map(String.init).joined(separator: ", ")
    return others.count == 1 && limiters.allSatisfy({ $0.status != 429 })
      ? "refused with \(words), not 429" : "some refuse with \(words)"
  }

  /// How old the scan is, and that rows are stale when nothing newer can be had.
  private var counterAge: StatusPart {
    guard let progress = limits.latest?.progress else { return StatusPart("", .textDim) }
    let at = progress.finishedAt ?? progress.startedAt
    let age = ScreenText.age(at, at: shell.viewTime)
    if areCountersStale {
      return StatusPart("stale: as of \(at.timeOfDay)Z, \(age) ago", .stale)
    }
    return progress.phase == .running
      ? StatusPart("scan running", .textDim, priority: 3)
      : StatusPart("scan \(age) old (r)", .textDim, priority: 3)
  }
}
