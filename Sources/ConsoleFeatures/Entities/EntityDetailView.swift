import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The detail pane of a document as lines; the first says what state it is in.
  var entityDetailLines: [[Span]] {
    guard let state = entityDetail else { return [[Span("no document is selected", .textDim)]] }
    if state.isGone { return [[Span("This document is gone.", .rowGone)]] }
    guard let detail = state.detail else {
      let text = state.problem.map { ProblemText($0).line } ?? "reading ..."
      return [[Span(shell.glyphs.safe(text), state.problem == nil ? .textDim : .severityError)]]
    }
    if let stored = state.stored {
      return storedLines(stored).wrapped(cells: layout.detail.columns - 2)
    }
    var lines = [entityTitle(state)]
    if let problem = state.problem {
      lines.append([Span("stale: \(shell.glyphs.safe(ProblemText(problem).line))", .stale)])
    }
    if detail.isPartial {
      lines.append([
        Span("from the masked view: this identity may not read the document", .severityWarning)
      ])
    }
    lines += detail.row.fields(shell.glyphs, holds: holds.register, at: shell.viewTime) + [[]]
    let tree = state.revealed?.entity.tree ?? detail.tree
    lines += JSONTreeLines(glyphs: shell.glyphs).lines(of: tree)
    lines += [[], [Span("read \(detail.readAt.timeOfDay)Z", .textDim)]]
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  func drawEntityDetail(into frame: inout Frame, _ rect: Rect) {
    let lines = entityDetailLines
    drawScrolled(
      detailSearch?.marked(lines) ?? lines,
      top: entityDetail?.top ?? 0,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  private func entityTitle(_ state: EntityDetailState) -> [Span] {
    var title = [
      Span(shell.glyphs.safe("\(state.key.type) \(state.key.id.text)"), .title)
    ]
    if let until = state.revealed?.until {
      let left = max(0, (shell.now.duration(to: until).wholeMilliseconds + 999) / 1000)
      title.append(Span("  revealed, \(left) s left (x hides)", .piiRevealed))
    }
    return title
  }
}

extension EntityRow {
  /// What the list knows of a document, a line each; a missing flag is called missing.
  func fields(_ glyphs: Glyphs, holds register: HoldRegister?, at now: Instant) -> [[Span]] {
    let names = holdIDs.map { register?.name(of: $0) ?? $0 }
    let holds = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
    let fields: [(String, String?, Role)] = [
      ("name", name, .piiMasked), ("org", organizationID, .text),
      ("held", hold.text + holds, hold == .yes ? .hold : .text),
      ("archived", archive.text + since(archivedAt, now), archive == .yes ? .hold : .text),
      ("stripped", strip.text, strip == .yes ? .hold : .text),
      ("created", createdAt?.iso8601, .text), ("updated", updatedAt?.iso8601, .text),
    ]
    return fields.map { name, value, role in
      let label = Span(Truncation.fit(name, to: 11), .textDim)
      guard let value else { return [label, Span("not recorded", .textDim)] }
      return [label, Span(glyphs.safe(value), role)]
    }
  }

  private func since(_ moment: Instant?, _ now: Instant) -> String {
    moment.map { ", \(ScreenText.age($0, at: now)) ago" } ?? ""
  }

  /// The flags in a few words for a list: what is set, then whether any is missing.
  var flagText: String {
    var words: [String] = []
    if hold == .yes { words.append("held") }
    if archive == .yes { words.append("archived") }
    if strip == .yes { words.append("stripped") }
    let missing = [("held", hold), ("archived", archive), ("stripped", strip)]
      .filter { $0.1 == .missing || $0.1 == .unreadable }.map { $0.0 + "?" }
    words += missing.count == 3 ? ["flags missing"] : missing
    return words.joined(separator: " ")
  }

  /// The colour of `flagText`.
  var flagRole: Role {
    [hold, archive, strip].contains(.yes) ? .hold : .textDim
  }
}

extension ComplianceMark {
  /// The mark in a sentence.
  var text: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .missing: "missing (counts as no)"
    case .unreadable: "there, but neither yes nor no"
    }
  }

  /// The mark in a column.
  var cell: TableCell {
    switch self {
    case .yes: TableCell("yes", .hold)
    case .no: TableCell("no", .textDim)
    case .missing, .unreadable: TableCell(ScreenText.unknown, .severityWarning)
    }
  }
}
