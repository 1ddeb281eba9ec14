import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Whether what is listed can't be refreshed now.
  var isAuditStale: Bool { health.isLost(.mongo) || audit.problem != nil }

  /// Whether a search is under way or about to begin.
  var isAuditSearching: Bool { slots.isRunning(.audit) || audit.reloadAt != nil }

  var auditCrumbs: [Span] {
    var spans = [Span("Audit", .crumbActive)]
    if audit.isFollowing { spans.append(Span(" following", .severityInfo)) }
    if !audit.filter.text.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(audit.filter.text))", .match))
    }
    return spans
  }

  /// How far back a search came before its budget ended it; nil when it was not ended so.
  var searchedBack: String? {
    guard let moment = audit.window.searchedTo, !isAuditSearching else { return nil }
    return "searched back to \(moment.iso8601.prefix(16))Z, c goes on"
  }

  var auditCompleteness: String {
    if isAuditSearching, !audit.filter.text.isEmpty { return "searching, Ctrl-C stops" }
    if let searchedBack { return searchedBack }
    guard let isInitialised = audit.isInitialised else { return "" }
    let count = CountText.grouped(audit.events.count)
    let dot = " \(shell.glyphs.dot) "
    let store = isInitialised ? "" : "\(dot)not initialised"
    if audit.window.isAtOldest {
      let events = CountText.noun(audit.events.count, "event")
      return audit.window.isAtNewest ? "\(events), all\(store)" : "\(events), to the oldest"
    }
    return (audit.window.isAtNewest ? "newest " : "") + "\(count) in view\(store)"
  }

  var auditStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = audit.position {
      parts.append(StatusPart("event \(position + 1)/\(audit.events.count)"))
    }
    parts += verificationStatus
    if let sweepStatus { parts.append(sweepStatus) }
    if let readAt = audit.readAt {
      let age = ScreenText.age(readAt, at: shell.viewTime)
      parts.append(
        isAuditStale
          ? StatusPart("stale: as of \(readAt.timeOfDay)Z, \(age) ago", .stale)
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

  private var verificationStatus: [StatusPart] {
    if let checked = audit.checked {
      return [StatusPart("verifying: \(checked) headers checked", .severityInfo)]
    }
    guard let verification = audit.verification else {
      return [StatusPart("chain not verified yet (v)", .textDim, priority: 3)]
    }
    let headers = CountText.noun(Int(verification.headers), "header")
    let age = ScreenText.age(audit.verifiedAt, at: shell.viewTime)
    var parts = [
      verification.faults.isEmpty
        ? StatusPart("chain intact: \(headers), \(age) ago", .severityOK)
        : StatusPart(
          "chain broken: \(verification.faults.count) faults, \(age) ago",
          .severityCritical
        )
    ]
    if !verification.dangling.isEmpty {
      parts.append(StatusPart("\(verification.dangling.count) dangling", .severityWarning))
    }
    return parts
  }
}
