import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Whether the newest scan has seen everything.
  var isScanComplete: Bool { sessions.latest?.progress.phase == .complete }

  var sessionCrumbs: [Span] {
    var spans = [Span("Sessions", .crumbActive)]
    if let subject = sessions.subject {
      let user = subject.found.user
      let name = user.email ?? user.id
      spans.append(Span(" \(shell.glyphs.crumb) user:\(shell.glyphs.safe(name))"))
    }
    if !sessions.filter.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(sessions.filter))", .match))
    }
    return spans
  }

  var sessionCompleteness: String {
    if let subject = sessions.subject {
      let scan = isScanComplete ? "" : "; scan incomplete"
      let shown = sessions.listing?.count ?? 0
      let part = shown == subject.count ? "" : "\(shown) shown of "
      return "\(part)\(subject.count) in the user's set\(scan)"
    }
    guard let progress = sessions.latest?.progress else { return "" }
    return ScanCompleteness(
      progress: progress,
      shown: sessions.listing?.count ?? 0,
      isStopped: sessions.isScanStopped,
      hasFailed: sessions.problem != nil
    )
    .text(shell.glyphs)
  }

  var sessionStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = sessions.cursor?.position {
      parts.append(StatusPart("row \(position + 1)/\(sessions.listing?.count ?? 0)"))
    }
    if !sessions.marks.isEmpty {
      parts.append(StatusPart("\(sessions.marks.count) marked", .rowMark))
    }
    if let row = sessions.cursorRow, !row.flags.isEmpty {
      parts.append(StatusPart(row.flags.legend, .hold, priority: 1))
    }
    if sessions.source?.directory.problem != nil || health.isLost(.mongo) {
      parts.append(
        StatusPart("names unknown: MongoDB does not answer", .severityWarning, priority: 1)
      )
    }
    if let staleness { parts.append(staleness) }
    let arrow = sessions.order.isDescending ? shell.glyphs.descending : shell.glyphs.ascending
    parts.append(StatusPart("sort \(sessions.order.column.rawValue) \(arrow)", priority: 3))
    if let dead = sessions.subject?.found.deadMembers {
      if dead > 0 { parts.append(StatusPart("\(dead) of the set expired", .textDim, priority: 4)) }
    } else if !sessions.showsAnonymous {
      parts.append(StatusPart("anonymous hidden (A)", .textDim, priority: 4))
    }
    parts.append(maskingStatus)
    return parts
  }

  /// How old the list is, and that it is stale when nothing newer can be had.
  private var staleness: StatusPart? {
    if let subject = sessions.subject {
      let age = ScreenText.age(subject.found.readAt, at: shell.viewTime)
      return StatusPart("read \(age) ago", .textDim, priority: 2)
    }
    guard let progress = sessions.latest?.progress else { return nil }
    let at = progress.finishedAt ?? progress.startedAt
    let age = ScreenText.age(at, at: shell.viewTime)
    if isSessionListStale { return StatusPart("stale: as of \(at.timeOfDay)Z, \(age) ago", .stale) }
    return progress.phase == .running
      ? nil : StatusPart("scan \(age) old", .textDim, priority: 2)
  }
}
