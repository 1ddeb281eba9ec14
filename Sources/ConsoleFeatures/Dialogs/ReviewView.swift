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
    var area = drawBox(box, columns: Self.reviewColumns, rows: space.rows, into: &frame)
    drawSummary(dialog, into: &frame, &area)
    if !dialog.isListFull {
      let form = area.cutBottom(dialog.form.height)
      dialog.form.draw(into: &frame, form, at: shell.now, glyphs: shell.glyphs)
    }
    drawList(dialog, into: &frame, area)
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
    let places = reviewPlaces(of: plan)
    if !places.isEmpty { drawText(places, into: &frame, &area) }
    guard hasRoomForWarnings(dialog) else { return }
    for warning in reviewWarnings(of: plan) {
      drawText(warning, into: &frame, &area, role: .severityWarning)
    }
  }

  private func drawList(_ dialog: ReviewDialog, into frame: inout Frame, _ area: Rect) {
    var area = area
    let list = reviewList(of: dialog)
    let count = list.count
    let room = area.rows
    let first = min(dialog.scroll.cursor, max(0, count - max(1, room - 1)))
    let needsMore = count - first > room || first > 0
    let last = min(count, first + max(0, needsMore ? room - 1 : room))
    for index in first..<last {
      let row = area.cutTop(1)
      frame.put(
        list.line(index),
        row: row.row,
        column: row.column,
        limit: row.columns,
        glyphs: shell.glyphs
      )
    }
    guard needsMore, !area.isEmpty else { return }
    frame.put(
      place(first, last, in: list, of: dialog.plan) + "; PgDn scrolls, Ctrl-T full list",
      row: area.row,
      column: area.column,
      role: .textDim,
      limit: area.columns
    )
  }

  /// Which part of the list is shown; of documents a plan lists some only.
  private func place(_ first: Int, _ last: Int, in list: ReviewList, of plan: ActionPlan) -> String
  {
    guard let documents = plan.documents else { return "\(first + 1)-\(last) of \(list.count)" }
    let shown = documents.samples.count
    let listed =
      shown < documents.matched
      ? "\(shown) of \(CountText.noun(documents.matched, plan.request.words.noun)) listed"
      : "all \(CountText.noun(shown, plan.request.words.noun)) listed"
    return "line \(first + 1)-\(last) of \(list.count), \(listed)"
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
