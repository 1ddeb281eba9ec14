import ConsoleDomain
import ConsoleScreen
import ConsoleText

/// A column of the list of holds.
enum HoldListColumn: CaseIterable {
  case matter
  case title
  case state
  case scope
  case placed
  case by
  case next

  var layout: TableColumn {
    switch self {
    case .matter: TableColumn("MATTER", width: .flexible(minimum: 9, maximum: 18))
    case .title: TableColumn("TITLE", width: .flexible(minimum: 12, maximum: 30))
    case .state: TableColumn("STATE", width: .fixed(10))
    case .scope: TableColumn("HOLDS", width: .flexible(minimum: 12, maximum: 26))
    case .placed: TableColumn("PLACED", width: .fixed(6), priority: 3)
    case .by: TableColumn("BY", width: .flexible(minimum: 8, maximum: 16), priority: 4)
    case .next: TableColumn("NEXT", width: .fixed(13), priority: 1)
    }
  }

  /// The column that a sort goes by.
  var order: HoldOrder.Column? {
    switch self {
    case .matter: .matter
    case .title: .title
    case .state: .state
    case .placed: .placed
    case .next: .review
    case .scope, .by: nil
    }
  }

  /// `register` names the matter of a finding.
  func cell(
    _ item: HoldItem,
    in register: HoldRegister?,
    at now: Instant,
    glyphs: Glyphs
  ) -> TableCell {
    switch item {
    case .hold(let hold): cell(hold, at: now, glyphs: glyphs)
    case .finding(let finding):
      cell(finding, of: finding.hold.flatMap { register?.hold($0) }, glyphs: glyphs)
    }
  }

  private func cell(_ hold: LegalHold, at now: Instant, glyphs: Glyphs) -> TableCell {
    switch self {
    case .matter: TableCell(glyphs.safe(hold.matter.id))
    case .title: TableCell(glyphs.safe(hold.matter.title))
    case .state: TableCell(hold.state.rawValue, hold.state.role)
    case .scope: TableCell(glyphs.safe(hold.scope.text))
    case .placed: TableCell(ScreenText.age(hold.placedAt, at: now))
    case .by:
      hold.placedBy.map { TableCell(glyphs.safe($0)) } ?? TableCell(ScreenText.unknown, .textDim)
    case .next: hold.next(at: now)
    }
  }

  private func cell(_ finding: HoldFinding, of hold: LegalHold?, glyphs: Glyphs) -> TableCell {
    switch self {
    case .matter:
      hold.map { TableCell(glyphs.safe($0.matter.id)) }
        ?? TableCell(finding.kind == .external ? "the backend" : "no matter", .textDim)
    case .title:
      hold.map { TableCell(glyphs.safe($0.matter.title)) }
        ?? TableCell(
          finding.kind == .external ? "its own holds" : glyphs.safe(finding.hold ?? "any hold"),
          .textDim
        )
    case .state: TableCell(finding.kind.rawValue, finding.role)
    case .scope: TableCell(glyphs.safe(finding.countText))
    case .placed, .by, .next: TableCell("")
    }
  }
}

extension LegalHold {
  /// What happens to it next, and when.
  fileprivate func next(at now: Instant) -> TableCell {
    if let release, state == .releasing {
      return release.effectiveAt <= now
        ? TableCell("let go: due", .severityWarning)
        : TableCell("let go \(TimeText.left(now.duration(to: release.effectiveAt)))", .severityInfo)
    }
    guard let reviewAt, state.isHolding else { return TableCell("") }
    return isReviewDue(at: now)
      ? TableCell("review due", .severityWarning)
      : TableCell("review \(TimeText.left(now.duration(to: reviewAt)))", .textDim)
  }
}

extension LegalHold.State {
  /// The colour of the word.
  var role: Role {
    switch self {
    case .active: .hold
    case .releasing: .severityInfo
    case .placing, .partial, .ending: .severityWarning
    case .released, .withdrawn: .textDim
    }
  }
}

extension HoldFinding {
  /// The colour of the word.
  var role: Role {
    switch kind {
    case .external: .hold
    case .unread, .reviewDue: .severityWarning
    case .unheld, .gone, .leftOver, .unfinished: .severityError
    }
  }

  /// `3 of users`; what is not known is said to be so.
  var countText: String {
    let number = count.map(CountText.grouped) ?? ScreenText.unknown
    return place.isEmpty ? "" : "\(number) of \(place)"
  }
}
