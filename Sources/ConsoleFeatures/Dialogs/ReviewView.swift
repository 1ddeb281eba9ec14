import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func draw(_ dialog: ReviewDialog, into frame: inout Frame) {
    let box = DialogBox(
      title: dialog.title,
      note: shell.glyphs.safe(shell.context.title),
      isDangerous: true
    )
    let space = Rect(
      row: layout.crumbsRow,
      column: 0,
      columns: shell.size.columns,
      rows: layout.body.rows + 2
    )
    frame.fill(space)
    var area = drawBox(box, columns: 100, rows: space.rows, into: &frame)
    drawSummary(dialog, into: &frame, &area)
    if !dialog.isListFull {
      let form = area.cutBottom(dialog.form.height)
      dialog.form.draw(into: &frame, form, at: shell.now, glyphs: shell.glyphs)
    }
    drawTargets(dialog, into: &frame, area)
    drawReviewFooter(dialog, into: &frame)
  }

  private func drawSummary(_ dialog: ReviewDialog, into frame: inout Frame, _ area: inout Rect) {
    let plan = dialog.plan
    let line = area.cutTop(1)
    let left = max(0, shell.now.duration(to: dialog.expiresAt).wholeMilliseconds / 60_000)
    let counts =
      dialog.acting == plan.targets.count
      ? CountText.noun(dialog.acting, "session")
      : "\(dialog.acting) of \(CountText.noun(plan.targets.count, "session"))"
    let held = dialog.held > 0 ? "; \(dialog.held) under legal hold" : ""
    frame.put(
      [
        Span(counts, .title), Span(held, .hold),
        Span("; planned \(plan.madeAt.timeOfDay)Z, valid for \(left)m", .dialog),
      ],
      row: line.row,
      column: line.column,
      limit: line.columns,
      glyphs: shell.glyphs
    )
    drawText(plan.servers.text, into: &frame, &area)
    if case .revokeUser = plan.request, plan.isComplete {
      drawText(
        "All of the user's sessions: the user's own set and a complete fresh scan.",
        into: &frame,
        &area
      )
    }
    // What a person must know is never cut short; at least two lines are left for the targets.
    for warning in plan.warnings where area.rows > dialog.form.height + 2 {
      drawText("\(shell.glyphs.warning) \(warning)", into: &frame, &area, role: .severityWarning)
    }
  }

  private func drawTargets(_ dialog: ReviewDialog, into frame: inout Frame, _ area: Rect) {
    var area = area
    let targets = dialog.plan.targets
    let first = min(dialog.scroll.cursor, max(0, targets.count - max(1, area.rows - 1)))
    let room = area.rows
    let needsMore = targets.count - first > room || first > 0
    for target in targets.dropFirst(first).prefix(needsMore ? room - 1 : room) {
      let row = area.cutTop(1)
      frame.put(
        spans(of: target),
        row: row.row,
        column: row.column,
        limit: row.columns,
        glyphs: shell.glyphs
      )
    }
    guard needsMore, !area.isEmpty else { return }
    let last = min(targets.count, first + room - 1)
    frame.put(
      "\(first + 1)-\(last) of \(targets.count); PgDn scrolls, Ctrl-T full list",
      row: area.row,
      column: area.column,
      role: .textDim,
      limit: area.columns
    )
  }

  private func spans(of target: PlannedSession) -> [Span] {
    let glyphs = shell.glyphs
    let row = target.row
    let ip = glyphs.safe(ScreenText.address(row.ip))
    var spans = [
      Span("  \(glyphs.safe(row.id.abbreviated))  ", .dialog),
      Span(Truncation.fit(glyphs.safe(target.name), to: 24, alphabet: glyphs.alphabet), .dialog),
      Span(target.isHeld ? "  held" : "      ", .hold),
      Span("  \(Truncation.fit(ip, to: 15, alphabet: glyphs.alphabet))", .dialog),
      Span("  seen \(ScreenText.age(row.lastSeenAt, at: shell.viewTime))", .dialog),
    ]
    if let blocked = target.blocked {
      spans.append(Span("  skipped: \(glyphs.safe(blocked))", .severityWarning))
    }
    return spans
  }

  /// The lines below the dialog: what is promised, and its keys.
  private func drawReviewFooter(_ dialog: ReviewDialog, into frame: inout Frame) {
    frame.put(
      " The intent is recorded before any change. Nothing has been changed yet.",
      row: layout.flashRow,
      column: 0,
      role: .textDim,
      limit: shell.size.columns
    )
    drawLayerHints(
      [("Tab", "field"), ("Esc", "cancel"), ("PgDn", "more"), ("Ctrl-T", "full list")],
      into: &frame
    )
  }

  /// Puts a layer's own keys where the screen's hints are.
  func drawLayerHints(_ hints: [(String, String)], into frame: inout Frame) {
    clear(layout.hintsRow, in: &frame)
    KeyHints(hints.map { KeyHints.Hint($0, $1) }).draw(
      into: &frame,
      Rect(row: layout.hintsRow, column: 0, columns: shell.size.columns, rows: 1)
    )
  }

  func clear(_ row: Int, in frame: inout Frame) {
    frame.fill(Rect(row: row, column: 0, columns: shell.size.columns, rows: 1))
  }
}

extension ReviewDialog {
  /// The verb and how much it is about.
  var title: String {
    switch plan.request {
    case .revokeSessions:
      "REVOKE \(plan.targets.count) SESSION\(plan.targets.count == 1 ? "" : "S")"
    case .revokeUser: "REVOKE ALL SESSIONS OF A USER"
    }
  }
}

extension ServerIdentity {
  /// Both servers by the names that they themselves gave.
  var text: String {
    let redis = self.redis.map { "\($0.address) db \($0.database)" } ?? "unknown"
    let mongo =
      self.mongo.map {
        [$0.setName, "\($0.host)/\($0.database)"].compactMap(\.self).joined(separator: " ")
      }
      ?? "unknown"
    return "on Redis \(redis), MongoDB \(mongo)"
  }
}
