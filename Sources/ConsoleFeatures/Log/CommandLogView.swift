import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The log over the whole body, the newest on top.
  func drawLog(_ scroll: ScrollState, into frame: inout Frame) {
    let box = DialogBox(title: "COMMAND LOG", note: "since the start, newest first")
    let area = drawBox(
      box,
      columns: shell.size.columns - 2,
      rows: layout.body.rows + 2,
      into: &frame
    )
    let entries = log.entries
    for (offset, index) in scroll.visible(count: entries.count, height: area.rows).enumerated() {
      frame.put(
        line(entries[entries.count - 1 - index]),
        row: area.row + offset,
        column: area.column,
        limit: area.columns,
        glyphs: shell.glyphs
      )
    }
    drawLayerHints([("PgDn", "scroll"), ("Esc", "close")], into: &frame)
  }

  mutating func openLog() { push(.log(ScrollState())) }

  mutating func take(_ event: TerminalEvent, inLog scroll: ScrollState) -> [Effect] {
    var scroll = scroll
    let height = max(1, layout.body.rows)
    switch event {
    case .key(.escape), .key(.enter), .key(.character("q")), .key(.character("L")):
      pop()
      return []
    case .key(let key):
      guard let step = key.scrollStep(page: height) else { return [] }
      scroll.scroll(by: step, count: log.entries.count, height: height)
    case .paste, .mouse, .resized: return []
    }
    replaceTop(with: .log(scroll))
    return []
  }

  /// When, what kind, how long, what, and what came of it.
  private func line(_ entry: LogEntry) -> [Span] {
    let took = entry.endedAt.map { TimeText.span(entry.startedAt.duration(to: $0)) } ?? ""
    let (text, role): (String, Role) =
      switch entry.outcome {
      case .done(let text)?: (text, .dialog)
      case .refused(let text)?: ("refused: \(text)", .severityWarning)
      case .failed(let text)?: ("failed: \(text)", .severityError)
      case .givenUp?: ("given up", .textDim)
      case nil: ("under way", .severityInfo)
      }
    let times = entry.times > 1 ? " (\(CountText.grouped(entry.times)) times)" : ""
    return [
      Span("\(entry.startedAt.timeOfDay)Z ", .textDim),
      Span(Truncation.fit(entry.kind.rawValue, to: 7), entry.kind == .read ? .textDim : .title),
      Span(Truncation.fit(took, to: 8), .textDim),
      Span("\(shell.glyphs.safe(entry.title))\(times): ", .dialog),
      Span(shell.glyphs.safe(text), role),
    ]
  }
}
