import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// The detail pane of a hold or a finding as lines.
  var holdDetailLines: [[Span]] {
    guard let item = holds.cursorItem else { return [[Span("nothing is selected", .textDim)]] }
    let lines =
      switch item {
      case .hold(let hold): lines(of: hold)
      case .finding(let finding): lines(of: finding)
      }
    return lines.wrapped(cells: layout.detail.columns - 2)
  }

  func drawHoldDetail(into frame: inout Frame, _ rect: Rect) {
    let lines = holdDetailLines
    drawScrolled(
      detailSearch?.marked(lines) ?? lines,
      top: holds.detailTop,
      keys: detailScrollKeys,
      into: &frame,
      rect.inset(columns: 1)
    )
  }

  // MARK: A hold

  /// What it does now comes first, then how it came about.
  private func lines(of hold: LegalHold) -> [[Span]] {
    var lines: [[Span]] = [
      [Span(shell.glyphs.safe("\(hold.matter.id): \(hold.matter.title)"), .title)],
      field("hold", hold.id), field("state", hold.state.sentence, hold.state.role),
    ]
    if let progress = hold.progress {
      lines.append(field("progress", "\(CountText.noun(progress.done, "document")) done"))
    }
    lines += release(hold, shell.viewTime) + coverage(hold) + findings(of: hold)
    lines += [
      [], field("placed", moment(hold.placedAt)), field("by", hold.placedBy),
      field("reason", hold.reason), field("ticket", hold.ticket),
      field("grace", CountText.noun(hold.graceDays, "day") + " after a release"),
      field("review", hold.reviewAt.map(ahead) ?? "no date was set"),
    ]
    return lines + custodians(hold) + ids(of: hold)
  }

  private func custodians(_ hold: LegalHold) -> [[Span]] {
    guard !hold.custodians.isEmpty else { return [field("custodians", "none")] }
    return hold.custodians.enumerated().map { index, custodian in
      let told =
        custodian.acknowledgedAt.map { "acknowledged \($0.iso8601)" }
        ?? custodian.noticeAt.map { "told \($0.iso8601)" } ?? "no notice is recorded"
      return field(index == 0 ? "custodians" : "", "\(custodian.id), \(told)")
    }
  }

  private func release(_ hold: LegalHold, _ now: Instant) -> [[Span]] {
    guard let release = hold.release else { return [] }
    var lines: [[Span]] = [
      field(
        hold.state == .withdrawn ? "withdrawn" : "release",
        "\(release.requestedBy) and \(release.approvedBy): \(release.reason)"
      ),
      field("effective", ahead(release.effectiveAt)),
    ]
    guard hold.state == .releasing || hold.state == .ending, let register = holds.register else {
      return lines
    }
    let obstacle = hold.obstacleToEnding(
      serverNow: register.serverNow.map { $0.advanced(by: register.readAt.duration(to: now)) },
      localNow: now
    )
    lines.append(
      field(
        "",
        obstacle.map { "Everything stays held: \($0)." }
          ?? "The grace period is over: the next `holdfast sweep` lets the documents go.",
        obstacle == nil ? .severityWarning : .textDim
      )
    )
    return lines
  }

  private func coverage(_ hold: LegalHold) -> [[Span]] {
    let heading = [Span("WHAT IT HOLDS", .tableHeader)]
    guard let count = holds.counts[hold.id] else {
      let why =
        slots.isRunning(.holdCount)
        ? "counting on the server ..."
        : holds.countProblem.map { "not counted: \(ProblemText($0).line)" }
          ?? "not counted yet: \(shell.glyphs.enterKey) counts what is there and held"
      return [[], heading] + hold.scope.selections.map { [Span(shell.glyphs.safe($0.text))] }
        + [[Span(shell.glyphs.safe(why), .textDim)]]
    }
    let rows = count.coverage.map { part -> [Span] in
      let held = "\(CountText.grouped(part.ours)) of \(CountText.grouped(part.inScope)) held"
      let gone = part.inScope - part.matched
      return [
        Span(Truncation.fit(shell.glyphs.safe(part.place), to: 13) + " "),
        Span(held, part.ours == part.inScope ? .hold : .severityWarning),
        Span(gone > 0 ? ", \(CountText.grouped(gone)) not there" : "", .severityError),
      ]
    }
    let age = ScreenText.age(count.readAt, at: shell.viewTime)
    return [[], heading + [Span("  counted \(age) ago", .textDim)]] + rows
  }

  /// Some of the frozen ids, so that they can be read, found and copied.
  private func ids(of hold: LegalHold) -> [[Span]] {
    let lines = hold.scope.selections.flatMap { selection -> [[Span]] in
      guard case .ids(let ids) = selection.documents else { return [] }
      let named = ids.prefix(Self.namedIDs).map { id in
        [Span(Truncation.fit(shell.glyphs.safe(selection.type), to: 18), .textDim)]
          + [Span(shell.glyphs.safe(id.text))]
      }
      let rest = ids.count - named.count
      return named + (rest > 0 ? [[Span("and \(CountText.grouped(rest)) more", .textDim)]] : [])
    }
    return lines.isEmpty ? [] : [[], [Span("FROZEN IDS", .tableHeader)]] + lines
  }

  private static let namedIDs = 10

  private func findings(of hold: LegalHold) -> [[Span]] {
    guard let check = holds.check else { return [] }
    let own = check.findings.filter { $0.hold == hold.id }
    let age = ScreenText.age(check.readAt, at: shell.viewTime)
    let heading = [Span("DRIFT", .tableHeader), Span("  compared \(age) ago", .textDim)]
    guard !own.isEmpty else {
      return [[], heading, [Span("none: the documents are as the register says", .textDim)]]
    }
    return [[], heading]
      + own.map { finding in
        [
          Span("\(finding.kind.rawValue) ", finding.role),
          Span(shell.glyphs.safe(finding.countText)),
        ]
      }
  }

  // MARK: A finding

  private func lines(of finding: HoldFinding) -> [[Span]] {
    let hold = finding.hold.flatMap { holds.register?.hold($0) }
    var lines: [[Span]] = [
      [Span(finding.kind.rawValue, finding.role)], [Span(finding.kind.meaning)], [],
      field("hold", finding.hold ?? "the backend's own"),
    ]
    if let hold { lines.append(field("matter", "\(hold.matter.id): \(hold.matter.title)")) }
    lines += [
      field("collection", finding.place.isEmpty ? "not known" : finding.place),
      field("documents", finding.count.map(CountText.grouped) ?? "not known"),
    ]
    if let problem = finding.problem { lines.append(field("problem", problem)) }
    if let readAt = holds.check?.readAt { lines.append(field("compared", moment(readAt))) }
    lines += [[], [Span("What helps: \(finding.kind.remedy)")]]
    if !finding.ids.isEmpty {
      lines += [[], [Span("DOCUMENTS", .tableHeader)]]
      lines += finding.ids.map { [Span(shell.glyphs.safe($0))] }
    }
    return lines
  }

  // MARK: Fields

  private func field(_ name: String, _ value: String?, _ role: Role = .text) -> [Span] {
    let label = Span(Truncation.fit(name, to: 11), .textDim)
    guard let value else { return [label, Span("not recorded", .textDim)] }
    return [label, Span(shell.glyphs.safe(value), role)]
  }

  private func moment(_ moment: Instant?) -> String? {
    moment.map { "\($0.iso8601) (\(ScreenText.age($0, at: shell.viewTime)) ago)" }
  }

  private func ahead(_ moment: Instant) -> String {
    let now = shell.viewTime
    let distance =
      moment > now
      ? "in \(TimeText.left(now.duration(to: moment)))"
      : "since \(TimeText.age(moment.duration(to: now)))"
    return "\(moment.iso8601) (\(distance))"
  }
}

extension LegalHold.State {
  /// What the state means.
  fileprivate var sentence: String {
    switch self {
    case .placing: "placing: documents are being held"
    case .partial: "partial: not everything in its scope is held"
    case .active: "active"
    case .releasing: "releasing: all stays held until the grace period is over"
    case .ending: "ending: documents are being let go"
    case .released: "released"
    case .withdrawn: "withdrawn as a mistake"
    }
  }
}

extension HoldFinding.Kind {
  fileprivate var meaning: String {
    switch self {
    case .unheld: "In the scope of the hold, without its flag or its id."
    case .gone: "Named by the hold and not there any more."
    case .leftOver: "They carry the id of a hold that is over, or that the register does not know."
    case .unfinished: "Placing or ending the hold stopped before the last document."
    case .reviewDue: "Past the date of its review. It stays held all the same."
    case .external: "Held by the backend itself. The console never clears these."
    case .unread: "Could not be read, so that nothing is known of it."
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .unheld, .unfinished: ":resume holds what is missing; so does the next sweep."
    case .gone: "find out who deleted them: :events and the audit log; the record stays."
    case .leftOver: "find out how it came about; the documents stay held until then."
    case .reviewDue: "look whether the matter still needs it; `holdfast hold review` sets a date."
    case .external: "nothing has to be done; :entities with the filter held:yes lists them."
    case .unread: "look at the rights of this identity (8), then compare again (C)."
    }
  }
}
