import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func draw(_ dialog: ReviewDialog, into frame: inout Frame) {
    let plan = dialog.plan
    let box = DialogBox(
      title: plan.request.words.title,
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
    let noun = plan.request.words.noun
    let counts =
      plan.acting == plan.matched
      ? CountText.noun(plan.acting, noun)
      : "\(CountText.grouped(plan.acting)) of \(CountText.noun(plan.matched, noun))"
    let heldCount = plan.sessions.count { $0.isHeld }
    let held = heldCount > 0 ? "; \(heldCount) under legal hold" : ""
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
    drawGroups(plan, into: &frame, &area)
    // What a person must know is never cut short; at least two lines are left for the targets.
    for warning in plan.warnings where area.rows > dialog.form.height + 2 {
      drawText("\(shell.glyphs.warning) \(warning)", into: &frame, &area, role: .severityWarning)
    }
  }

  private func drawGroups(_ plan: ActionPlan, into frame: inout Frame, _ area: inout Rect) {
    guard let documents = plan.documents else { return }
    let groups = documents.groups.map { group in
      let left = group.blocked > 0 ? " (\(CountText.grouped(group.blocked)) left alone)" : ""
      return "\(shell.glyphs.safe(group.place)) \(CountText.grouped(group.matched))\(left)"
    }
    drawText(groups.joined(separator: ", "), into: &frame, &area)
    for fact in documents.facts { drawText(shell.glyphs.safe(fact), into: &frame, &area) }
  }

  private func drawTargets(_ dialog: ReviewDialog, into frame: inout Frame, _ area: Rect) {
    var area = area
    let count = dialog.targetCount
    let first = min(dialog.scroll.cursor, max(0, count - max(1, area.rows - 1)))
    let room = area.rows
    let needsMore = count - first > room || first > 0
    for index in first..<min(count, first + max(0, needsMore ? room - 1 : room)) {
      let row = area.cutTop(1)
      frame.put(
        spans(ofTarget: index, in: dialog.plan.content),
        row: row.row,
        column: row.column,
        limit: row.columns,
        glyphs: shell.glyphs
      )
    }
    guard needsMore, !area.isEmpty else { return }
    let last = min(count, first + room - 1)
    let total = dialog.plan.documents.map { "\(count) of \($0.matched) shown" } ?? "\(count)"
    frame.put(
      "\(first + 1)-\(last) of \(total); PgDn scrolls, Ctrl-T full list",
      row: area.row,
      column: area.column,
      role: .textDim,
      limit: area.columns
    )
  }

  private func spans(ofTarget index: Int, in content: PlanContent) -> [Span] {
    switch content {
    case .sessions(let sessions): spans(of: sessions[index])
    case .documents(let documents): spans(of: documents.samples[index])
    }
  }

  private func spans(of document: PlannedDocument) -> [Span] {
    let glyphs = shell.glyphs
    let place = Truncation.fit(glyphs.safe(document.place), to: 14, alphabet: glyphs.alphabet)
    var spans = [
      Span("  \(place)  \(glyphs.safe(document.id))  ", .dialog),
      Span(glyphs.safe(document.label ?? ""), .dialog),
    ]
    if let change = document.change { spans.append(Span("  \(glyphs.safe(change))", .textDim)) }
    if let blocked = document.blocked {
      spans.append(Span("  skipped: \(glyphs.safe(blocked))", .severityWarning))
    }
    return spans
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
