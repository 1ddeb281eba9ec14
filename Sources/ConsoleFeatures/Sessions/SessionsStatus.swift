import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Whether the newest scan has seen everything.
  var isScanComplete: Bool { sessions.latest?.progress.phase == .complete }

  var sessionCrumbs: [Span] {
    var spans = [Span("Sessions", .crumbActive)]
    if let subject = sessions.subject {
      let name = subject.user.email ?? subject.user.id
      spans.append(Span(" \(shell.glyphs.crumb) user:\(shell.glyphs.safe(name))"))
    } else if !sessions.filter.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(sessions.filter))", .match))
    }
    return spans
  }

  var sessionCompleteness: String {
    if let subject = sessions.subject {
      let scan = isScanComplete ? "" : "; scan incomplete"
      return "\(subject.rows.count) in the user's set\(scan)"
    }
    guard let progress = sessions.latest?.progress else { return "" }
    let dot = " \(shell.glyphs.dot) "
    let shown = "\(CountText.short(sessions.listing?.count ?? 0)) shown"
    let scanned = CountText.short(progress.scanned)
    switch progress.phase {
    case .running where sessions.isScanStopped:
      return "\(shown)\(dot)\(scanned) scanned, stopped"
    case .running where sessions.problem != nil:
      return "\(shown)\(dot)\(scanned) scanned, failed"
    case .running:
      let total = max(progress.estimatedTotal, progress.visited)
      let share = total == 0 ? 0 : Double(progress.visited) / Double(total)
      let bar = ProgressBar.text(share, width: 10, glyphs: shell.glyphs)
      return "\(shown)\(dot)\(scanned)/~\(CountText.short(total)) scanned \(bar)"
    case .complete: return "\(shown)\(dot)\(scanned) scanned, complete"
    case .incomplete(let reason):
      return "\(shown)\(dot)\(scanned) scanned, incomplete: \(shell.glyphs.safe(reason))"
    }
  }

  var sessionStatus: [Span] {
    var spans: [Span] = []
    let count = sessions.shown?.count ?? 0
    if let position = sessions.cursor?.position {
      spans.append(Span("row \(position + 1)/\(count)"))
    }
    if !sessions.marks.isEmpty { spans.append(Span("  \(sessions.marks.count) marked", .rowMark)) }
    if sessions.subject == nil {
      let arrow = sessions.order.isDescending ? shell.glyphs.descending : shell.glyphs.ascending
      spans.append(Span("  sort \(sessions.order.column.rawValue)\(arrow)"))
    }
    spans += staleness
    if let row = sessions.cursorRow, !row.flags.isEmpty {
      spans.append(Span("  " + row.flags.names.joined(separator: " "), .hold))
    }
    if sessions.latest?.directory.problem != nil || health.isLost(.mongo) {
      spans.append(Span("  names unknown: MongoDB does not answer", .severityWarning))
    }
    if !sessions.showsAnonymous, sessions.subject == nil {
      spans.append(Span("  anonymous hidden (A)", .textDim))
    }
    spans.append(Span("  e-mail and names masked (x reveals)", .textDim))
    return spans
  }

  /// How old the list is, and that it is stale when nothing newer can be had.
  private var staleness: [Span] {
    if let subject = sessions.subject {
      return [Span("  read \(ScreenText.age(subject.readAt, at: shell.viewTime)) ago", .textDim)]
    }
    guard let progress = sessions.latest?.progress else { return [] }
    let at = progress.finishedAt ?? progress.startedAt
    let age = ScreenText.age(at, at: shell.viewTime)
    if isSessionListStale { return [Span("  stale: as of \(at.timeOfDay)Z, \(age) ago", .stale)] }
    return progress.phase == .running ? [] : [Span("  scan \(age) old", .textDim)]
  }
}
