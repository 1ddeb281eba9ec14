import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The second line: the screens, what runs, unread errors.
  func drawTabs(into frame: inout Frame) {
    for tab in ScreenTab.all {
      let isCurrent = tab.screen == shell.navigation.current
      frame.put(
        isCurrent ? "[\(tab.title)]" : " \(tab.title) ",
        row: layout.tabsRow,
        column: tab.columns.lowerBound,
        role: isCurrent ? .tabActive : .text
      )
    }
    let notes = tabNotes
    let width = notes.reduce(0) { $0 + CharacterWidth.of($1.text) }
    frame.put(
      notes,
      row: layout.tabsRow,
      column: max(0, shell.size.columns - width - 1),
      limit: width,
      glyphs: shell.glyphs
    )
  }

  private var tabNotes: [Span] {
    var notes: [Span] = []
    if let running = jobs.running {
      notes.append(Span("\(stage(of: running)) (:job)", .severityInfo))
    }
    for note in auditNotes {
      if !notes.isEmpty { notes.append(Span("  ")) }
      notes.append(note)
    }
    if shell.unreadErrors > 0 {
      if !notes.isEmpty { notes.append(Span("  ")) }
      let noun = shell.unreadErrors == 1 ? "error" : "errors"
      notes.append(Span("\(shell.unreadErrors) \(noun) (!)", .severityError))
    }
    return notes
  }

  /// What runs and how far it is: `holding 12/80`.
  private func stage(of running: RunningAction) -> String {
    let done = running.progress?.done ?? 0
    let total = running.progress?.total ?? running.plan.matched
    if running.plan.request.kind == .revoke, done == total { return "revoked, checking" }
    return "\(running.plan.request.words.running.lowercased()) \(done)/\(total)"
  }

  /// The third line: the way here, the filter, and how complete the list is.
  func drawCrumbs(into frame: inout Frame) {
    let completeness = self.completeness
    let width = CharacterWidth.of(completeness)
    let room = max(20, shell.size.columns - width - 3)
    frame.put(
      [Span(" ")] + crumbs,
      row: layout.crumbsRow,
      column: 0,
      limit: room,
      glyphs: shell.glyphs
    )
    let column = shell.size.columns - width - 1
    if column > 20 {
      frame.put(completeness, row: layout.crumbsRow, column: column, role: .textDim)
    }
  }

  private var crumbs: [Span] {
    switch shell.navigation.current {
    case .sessions: sessionCrumbs
    case .limits: limitCrumbs
    case .audit: auditCrumbs
    case .subject: subjectCrumbs
    case .entities: entityCrumbs
    case .holds: holdCrumbs
    case .approvals, .health: [Span(shell.navigation.current.title, .crumbActive)]
    case .retention: retentionCrumbs
    }
  }

  private var completeness: String {
    switch shell.navigation.current {
    case .sessions: sessionCompleteness
    case .limits: limitCompleteness
    case .audit: auditCompleteness
    case .health: healthCompleteness
    case .subject: subjectCompleteness
    case .entities: entityCompleteness
    case .holds: holdCompleteness
    case .approvals: approvalCompleteness
    case .retention: retentionCompleteness
    }
  }

  /// The third line from below: where we are in the list.
  func drawStatus(into frame: inout Frame) {
    let parts =
      switch shell.navigation.current {
      case .sessions: sessionStatus
      case .limits: limitStatus
      case .audit: auditStatus
      case .health: healthStatus
      case .subject: subjectStatus
      case .entities: entityStatus
      case .holds: holdStatus
      case .approvals: approvalStatus
      case .retention: retentionStatus
      }
    frame.put(
      [Span(" ")] + parts.fitting(shell.size.columns - 2),
      row: layout.statusRow,
      column: 0,
      limit: shell.size.columns,
      glyphs: shell.glyphs
    )
  }

  /// The line above the hints: what just happened, else what must not be forgotten.
  func drawFlash(into frame: inout Frame) {
    guard let flash = shell.flash else { return drawStanding(into: &frame) }
    let (sign, role): (String, Role) =
      switch flash.severity {
      case .ok: (shell.glyphs.ok, .flashOK)
      case .warning: (shell.glyphs.warning, .flashWarning)
      case .error: (shell.glyphs.failure, .flashError)
      }
    frame.put(
      [Span(" \(sign) ", role), Span(shell.glyphs.safe(flash.text), role)],
      row: layout.flashRow,
      column: 0,
      limit: shell.size.columns,
      glyphs: shell.glyphs
    )
  }

  /// An alarm before everything that only has to be remembered.
  private func drawStanding(into frame: inout Frame) {
    if let alarm = shell.alarm { return draw(alarm: alarm, into: &frame) }
    guard let attention else { return }
    frame.put(
      " \(shell.glyphs.warning) \(shell.glyphs.safe(attention))",
      row: layout.flashRow,
      column: 0,
      role: .flashWarning,
      limit: shell.size.columns
    )
  }

  private func draw(alarm: String, into frame: inout Frame) {
    let columns = shell.size.columns
    frame.fill(
      Rect(row: layout.flashRow, column: 0, columns: columns, rows: 1),
      role: .severityCritical
    )
    frame.put(
      " \(shell.glyphs.failure) \(shell.glyphs.safe(alarm))",
      row: layout.flashRow,
      column: 0,
      role: .severityCritical,
      limit: columns
    )
  }

  /// The last line, read from the command table.
  func drawHints(into frame: inout Frame) {
    let entries = CommandTable.entries.filter { entry in
      entry.hint != nil && entry.isFor(shell.navigation.current)
        && entry.availability(self) == .available
    }
    let hints = entries.sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }.compactMap { entry in
      keyMap.keys(of: entry.id).first.map { key in
        // However little room there is: the key that lists all others stays.
        let priority = entry.id == "help" ? Int.min : entry.hint ?? 0
        return KeyHints.Hint(keyName(key), entry.title, priority: priority)
      }
    }
    KeyHints(hints).draw(
      into: &frame,
      Rect(row: layout.hintsRow, column: 0, columns: shell.size.columns, rows: 1)
    )
  }

  private func keyName(_ key: Key) -> String { key == .enter ? shell.glyphs.enterKey : key.name }
}
