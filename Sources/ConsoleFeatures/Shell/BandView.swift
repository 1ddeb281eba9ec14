import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The first line: where we are, what we may do, and how the servers are.
  func drawBand(into frame: inout Frame) {
    let row = layout.bandRow
    let base = bandRole
    frame.fill(Rect(row: row, column: 0, columns: shell.size.columns, rows: 1), role: base)
    let right = rightOfBand
    let room = shell.size.columns - CharacterWidth.of(right) - 2
    let bar = " \(shell.glyphs.vertical) "
    var spans = [Span(" " + contextTitle, base), Span(bar, base), rightSpan(base)]
    for kind in StoreKind.allCases { spans += [Span(bar, base), serverSpan(kind, base)] }
    if let user = (health.report ?? health.pulse)?.user {
      spans += [Span(bar, base), Span(shell.glyphs.safe(user), base)]
    }
    frame.put(spans, row: row, column: 0, limit: room, glyphs: shell.glyphs)
    frame.put(
      right,
      row: row,
      column: shell.size.columns - CharacterWidth.of(right) - 1,
      role: base
    )
  }

  private var bandRole: Role {
    switch shell.context.kind {
    case .production: .bandProduction
    case .staging: .bandStaging
    case .development, .demo: .bandDevelopment
    }
  }

  private var contextTitle: String {
    Truncation.middle(
      shell.glyphs.safe(shell.context.title),
      to: max(12, shell.size.columns / 3),
      alphabet: shell.glyphs.alphabet
    )
  }

  /// `RO`, `RO (server)`, `RO (console only)`, `RW`, `RW 9m`.
  private func rightSpan(_ base: Role) -> Span {
    switch elevation {
    case .open(let until, _, _):
      guard let until else { return Span("RW", .bandReadWrite) }
      let left = shell.now.duration(to: until).wholeMilliseconds
      return Span("RW \(max(0, (left + 59_999) / 60_000))m", .bandReadWrite)
    case .readOnly:
      return switch (health.report ?? health.pulse)?.canWrite {
      case true?: Span("RO (console only)", base)
      case false?: Span("RO (server)", base)
      case nil: Span("RO", base)
      }
    }
  }

  private func serverSpan(_ kind: StoreKind, _ base: Role) -> Span {
    let name = kind.rawValue
    guard let server = health.server(kind) else {
      return Span("\(name) \(ScreenText.unknown)", base)
    }
    if let lost = health.lostAt[kind] {
      let since = ScreenText.age(lost, at: shell.viewTime)
      return Span("\(name) \(shell.glyphs.down) lost \(since)", .severityCritical)
    }
    let latency = server.latency.map { " \(max(1, $0.wholeMilliseconds))ms" } ?? ""
    return Span("\(name) \(shell.glyphs.up)\(latency)", base)
  }

  private var rightOfBand: String {
    let state = isFrozen ? "paused" : "live"
    guard let last = shell.lastAnswerAt else { return state }
    return "\(state) \((shell.pausedAt.map { min($0, last) } ?? last).timeOfDay)Z"
  }
}
