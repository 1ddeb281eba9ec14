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
    let spans = BandDetail.allCases.lazy.map { self.spans($0, base) }
      .first { $0.reduce(0) { $0 + CharacterWidth.of($1.text) } <= room }
    frame.put(
      spans ?? self.spans(.least, base),
      row: row,
      column: 0,
      limit: room,
      glyphs: shell.glyphs
    )
    frame.put(
      right,
      row: row,
      column: shell.size.columns - CharacterWidth.of(right) - 1,
      role: base
    )
  }

  /// How much the band tells; the most that fits is shown.
  private enum BandDetail: CaseIterable {
    case all
    case noUser
    case noLatency
    case least
  }

  private func spans(_ detail: BandDetail, _ base: Role) -> [Span] {
    let bar = Span(" \(shell.glyphs.vertical) ", base)
    var spans = [Span(" " + contextTitle, base), bar, rightSpan(base, isShort: detail == .least)]
    if let note = clearColumnNote { spans += [bar, Span(note, .piiRevealed)] }
    for kind in StoreKind.allCases {
      spans += [bar, serverSpan(kind, base, hasLatency: detail == .all || detail == .noUser)]
    }
    if detail == .all, let user = (health.report ?? health.pulse)?.user {
      spans += [bar, Span(shell.glyphs.safe(user), base)]
    }
    return spans
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
  private func rightSpan(_ base: Role, isShort: Bool) -> Span {
    switch elevation {
    case .open(let until, _, _):
      guard let until else { return Span("RW", .bandReadWrite) }
      let left = shell.now.duration(to: until).wholeMilliseconds
      return Span("RW \(max(0, (left + 59_999) / 60_000))m", .bandReadWrite)
    case .readOnly where isShort: return Span("RO", base)
    case .readOnly:
      return switch (health.report ?? health.pulse)?.canWrite {
      case true?: Span("RO (console only)", base)
      case false?: Span("RO (server)", base)
      case nil: Span("RO", base)
      }
    }
  }

  private func serverSpan(_ kind: StoreKind, _ base: Role, hasLatency: Bool) -> Span {
    let name = kind.rawValue
    guard let server = health.server(kind) else {
      return Span("\(name) \(ScreenText.unknown)", base)
    }
    if let lost = health.lostAt[kind] {
      let since = ScreenText.age(lost, at: shell.viewTime)
      return Span("\(name) \(shell.glyphs.down) lost \(since)", .severityCritical)
    }
    guard hasLatency, let latency = server.latency?.wholeMilliseconds else {
      return Span("\(name) \(shell.glyphs.up)", base)
    }
    return Span("\(name) \(shell.glyphs.up) \(max(1, latency))ms", base)
  }

  private var rightOfBand: String {
    let state = isFrozen ? "paused" : "live"
    guard let last = shell.lastAnswerAt else { return state }
    return "\(state) \((shell.pausedAt.map { min($0, last) } ?? last).timeOfDay)Z"
  }
}
