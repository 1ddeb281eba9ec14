import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawSessionDetail(into frame: inout Frame, _ rect: Rect) {
    drawScrolled(
      detailSearch?.marked(detailLines) ?? detailLines,
      top: sessions.detail?.top ?? 0,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  /// Which keys scroll the detail pane: those of the list where that has the focus.
  var detailScrollKeys: String {
    hasDetailFocus ? "j, PgDn" : "Tab, then PgDn"
  }

  /// The detail pane as lines; the first says what state it is in.
  var detailLines: [[Span]] {
    guard let state = sessions.detail else { return [[Span("no session is selected", .textDim)]] }
    if state.isGone { return [[Span("This session is gone.", .rowGone)]] }
    guard let detail = state.detail else {
      let text = state.problem.map { ProblemText($0).line } ?? "reading ..."
      return [[Span(shell.glyphs.safe(text), state.problem == nil ? .textDim : .severityError)]]
    }
    if let stored = state.stored {
      return storedLines(stored).wrapped(cells: layout.detail.columns - 2)
    }
    var lines = [detailTitle(state)]
    if let problem = state.problem {
      lines.append([Span("stale: \(shell.glyphs.safe(ProblemText(problem).line))", .stale)])
    }
    if !sessions.showsJSONAlone {
      lines += fields(of: detail, state.revealed?.session)
      lines.append([])
    }
    if let unreadable = detail.unreadable {
      lines.append([
        Span("not readable as a session: \(shell.glyphs.safe(unreadable.guess))", .severityWarning)
      ])
      lines += Wrap.lines(shell.glyphs.safe(unreadable.head), cells: 60).prefix(20).map {
        [Span($0)]
      }
    }
    let tree = state.revealed?.session.tree ?? detail.tree
    if let tree { lines += JSONTreeLines(glyphs: shell.glyphs).lines(of: tree) }
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  private func detailTitle(_ state: SessionDetailState) -> [Span] {
    var title = [Span("session \(shell.glyphs.safe(state.id.abbreviated))", .title)]
    if let until = state.revealed?.until {
      let left = max(0, (shell.now.duration(to: until).wholeMilliseconds + 999) / 1000)
      title.append(Span("  revealed, \(left) s left (x hides)", .piiRevealed))
    }
    return title
  }

  private func fields(of detail: SessionDetail, _ revealed: RevealedSession?) -> [[Span]] {
    let row = detail.row
    let user = sessions.listing?.user(of: row)
    let organization = sessions.listing?.organization(of: row)
    let masked: Role = revealed == nil ? .piiMasked : .piiRevealed
    var fields: [(String, String?, Role)] = [
      ("id hash", row.id.hash, .text),
      ("user", row.userID ?? "anonymous", .text),
      ("e-mail", revealed?.email ?? user?.email, masked),
      ("name", revealed?.name ?? user?.name, masked),
      ("org", organization?.name ?? row.organizationID, .text),
      ("role", row.role, .text),
      ("state", row.state(now: shell.viewTime).rawValue, .text),
      ("IP", row.ip, .text),
      ("agent", row.agent, .text),
      ("created", row.createdAt?.iso8601, .text),
      ("last seen", row.lastSeenAt?.iso8601, .text),
      ("expires", expiryText(row.expiry), row.expiry == .never ? .severityWarning : .text),
      ("format", "\(row.format.rawValue), \(CountText.bytes(row.bytes))", .text),
    ]
    if !row.flags.isEmpty { fields.append(("flags", row.flags.legend, .hold)) }
    if let isIndexed = detail.isIndexed {
      let text = isIndexed ? "in the user's set" : "not in the user's set"
      fields.append(("index", text, isIndexed ? .text : .severityWarning))
    }
    fields.append(("read", detail.readAt.timeOfDay + "Z", .textDim))
    return fields.map { name, value, role in
      let label = Truncation.fit(name, to: 11)
      guard let value else { return [Span(label, .textDim), Span("not recorded", .textDim)] }
      return [Span(label, .textDim), Span(shell.glyphs.safe(value), role)]
    }
  }

  private func expiryText(_ expiry: SessionExpiry) -> String {
    guard case .at(let moment) = expiry else { return "never: the key has no TTL" }
    return "\(moment.iso8601) (\(ScreenText.left(expiry, at: shell.viewTime)))"
  }
}
