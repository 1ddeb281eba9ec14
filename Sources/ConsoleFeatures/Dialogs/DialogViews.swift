import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func draw(_ dialog: ElevationDialog, into frame: inout Frame) {
    let box = DialogBox(title: "ELEVATE", note: shell.glyphs.safe(shell.context.title))
    var area = drawBox(box, columns: 76, rows: dialog.form.height + 5, into: &frame)
    drawText(
      dialog.isWaiting
        ? "Asking the gate ..."
        : "Opens the right to change things for ten minutes. Reason and ticket are recorded and "
          + "prefill each dialog until then.",
      into: &frame,
      &area
    )
    _ = area.cutTop(1)
    dialog.form.draw(into: &frame, area, at: shell.now, glyphs: shell.glyphs)
    drawLayerHints([("Tab", "field"), ("Esc", "cancel")], into: &frame)
  }

  func draw(_ dialog: RevealDialog, into frame: inout Frame) {
    let box = DialogBox(title: "REVEAL", note: shell.glyphs.safe(shell.context.title))
    let text = shell.glyphs.safe(dialog.subject.promise)
    let lines = Wrap.lines(text, cells: max(1, min(76, shell.size.columns - 2) - 4)).count
    var area = drawBox(box, columns: 76, rows: dialog.form.height + lines + 3, into: &frame)
    drawText(text, into: &frame, &area)
    _ = area.cutTop(1)
    dialog.form.draw(into: &frame, area, at: shell.now, glyphs: shell.glyphs)
    drawLayerHints([("Tab", "field"), ("Esc", "cancel")], into: &frame)
  }

  func draw(_ dialog: ConfirmDialog, into frame: inout Frame) {
    let box = DialogBox(
      title: dialog.purpose.title,
      note: shell.glyphs.safe(shell.context.title)
    )
    let width = min(76, shell.size.columns - 2)
    let lines = Wrap.lines(dialog.purpose.text, cells: max(1, width - 4)).count
    var area = drawBox(box, columns: width, rows: lines + dialog.form.height + 3, into: &frame)
    drawText(dialog.purpose.text, into: &frame, &area)
    _ = area.cutTop(1)
    dialog.form.draw(into: &frame, area, at: shell.now, glyphs: shell.glyphs)
    drawLayerHints([("Tab", "button"), ("Esc", "cancel")], into: &frame)
  }

  func draw(_ dialog: TextDialog, into frame: inout Frame) {
    drawLines(dialog.lines, dialog.scroll, DialogBox(title: dialog.title), into: &frame)
    drawLayerHints([("PgDn", "scroll"), ("Esc", "close")], into: &frame)
  }

  func draw(_ dialog: ReceiptDialog, into frame: inout Frame) {
    let box = DialogBox(
      title: "RECEIPT: \(dialog.receipt.result.rawValue)",
      note: shell.glyphs.safe(shell.context.title)
    )
    drawLines(dialog.receipt.lines, dialog.scroll, box, into: &frame)
    drawLayerHints(
      [("PgDn", "scroll"), ("y", "copy"), ("e", "save"), ("Esc", "close")],
      into: &frame
    )
  }

  /// A box as high as the body with lines of text, from where they are scrolled to.
  private func drawLines(
    _ lines: [String],
    _ scroll: ScrollState,
    _ box: DialogBox,
    into frame: inout Frame
  ) {
    let lines = dialogLines(lines)
    let area = drawBox(
      box,
      columns: Self.textColumns,
      rows: min(layout.body.rows + 2, lines.count + 4),
      into: &frame
    )
    for (offset, index) in scroll.visible(count: lines.count, height: area.rows).enumerated() {
      frame.put(lines[index], row: area.row + offset, column: area.column, role: .dialog)
    }
  }

  private static let textColumns = 100

  /// Lines made safe and wrapped to the inside of a dialog, each below its own indentation.
  func dialogLines(_ lines: [String]) -> [String] {
    let cells = min(Self.textColumns, shell.size.columns - 2) - 4
    return lines.flatMap { line -> [String] in
      let indent = String(line.prefix { $0 == " " })
      let text = shell.glyphs.safe(line.dropFirst(indent.count))
      guard indent.count + CharacterWidth.of(text) > cells else { return [indent + text] }
      return Wrap.lines(text, cells: cells - indent.count).map { indent + $0 }
    }
  }

  func drawRunning(into frame: inout Frame) {
    guard let running = jobs.running else { return }
    let box = DialogBox(
      title: running.plan.request.words.running,
      note: shell.glyphs.safe(shell.context.title),
      isDangerous: true
    )
    var area = drawBox(box, columns: 70, rows: 9, into: &frame)
    let done = running.progress?.done ?? 0
    let total = running.progress?.total ?? running.plan.matched
    let share = total == 0 ? 0 : Double(done) / Double(total)
    drawText(
      "\(done) of \(total) \(ProgressBar.text(share, width: 30, glyphs: shell.glyphs))",
      into: &frame,
      &area
    )
    drawText(running.progress?.stage ?? "recording the intent", into: &frame, &area)
    let elapsed = ScreenText.age(running.startedAt, at: shell.now)
    drawText("running for \(elapsed)", into: &frame, &area)
    _ = area.cutTop(1)
    drawText("Esc hides this and the action goes on; :job shows it again.", into: &frame, &area)
    if running.isCancelling {
      drawText("stopping after the current target", into: &frame, &area, role: .severityWarning)
    }
    drawLayerHints([("Ctrl-C", "stop after this target"), ("Esc", "hide")], into: &frame)
  }

  func draw(_ menu: Menu, into frame: inout Frame) {
    let width =
      (menu.items.map {
        CharacterWidth.of($0.title) + ($0.disabled.map { CharacterWidth.of($0) + 4 } ?? 0)
      }.max() ?? 0) + 10
    let area = drawBox(
      DialogBox(title: menu.title),
      columns: width,
      rows: menu.items.count + 2,
      into: &frame
    )
    let first = scrollTop(0, keeping: menu.selected, count: menu.items.count, page: area.rows)
    for (offset, item) in menu.items.dropFirst(first).prefix(area.rows).enumerated() {
      let row = area.row + offset
      let note = item.disabled.map { "  (\(shell.glyphs.safe($0)))" } ?? ""
      frame.put(
        [
          Span("\(item.key)  ", item.disabled == nil ? .key : .disabled),
          Span(item.title + note, item.disabled == nil ? .dialog : .disabled),
        ],
        row: row,
        column: area.column,
        limit: area.columns,
        glyphs: shell.glyphs
      )
      if first + offset == menu.selected {
        frame.paint(
          Rect(row: row, column: area.column, columns: area.columns, rows: 1),
          role: .rowCursor
        )
      }
    }
    drawLayerHints([(shell.glyphs.enterKey, "choose"), ("Esc", "close")], into: &frame)
  }
}
