import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Lines below the list that say more of the row under the cursor.
  private static let noteRows = 7

  /// Where the rows are; the rest of the body explains the one under the cursor.
  var retentionList: Rect {
    var body = layout.body
    return body.cutTop(max(3, body.rows - Self.noteRows))
  }

  func drawRetention(into frame: inout Frame) {
    guard let report = retention.report else {
      let lines = retention.problem.map(problemLines) ?? ["Reading the indexes ..."]
      drawLines(lines, into: &frame, layout.body)
      return
    }
    let rows = retention.rows
    let list = retentionList
    let scroll = ScrollState(
      top: retention.top,
      choosing: rows.isEmpty ? nil : retention.position,
      count: rows.count,
      height: Table.height(in: list)
    )
    let table = Table(
      columns: RetentionColumn.allCases.map(\.layout),
      count: rows.count,
      scroll: scroll,
      isFocused: true
    )
    let isStale = isRetentionStale
    table.draw(into: &frame, list, glyphs: shell.glyphs) { position in
      TableRow(
        RetentionColumn.allCases.map { column in
          var cell = column.cell(rows[position], of: report, glyphs: shell.glyphs)
          if isStale { cell.role = .stale }
          return cell
        }
      )
    }
    drawRetentionNotes(report, into: &frame)
  }

  private var isRetentionStale: Bool { retention.problem != nil || health.isLost(.mongo) }

  private func drawRetentionNotes(_ report: RetentionReport, into frame: inout Frame) {
    var area = layout.body
    _ = area.cutTop(retentionList.rows)
    area = area.inset(columns: 1)
    let unread = report.unread.map { "\($0.collection): \(ProblemText($0.problem).line)" }
    for (text, role) in retentionNotes(report) + unread.map({ ($0, Role.severityWarning) }) {
      for line in Wrap.lines(shell.glyphs.safe(text), cells: max(20, area.columns)) {
        let row = area.cutTop(1)
        guard !row.isEmpty else { return }
        frame.put(line, row: row.row, column: row.column, role: role)
      }
    }
  }

  private func retentionNotes(_ report: RetentionReport) -> [(String, Role)] {
    switch retention.cursorRow {
    case .rule(let rule)?:
      return rule.explanations.map { ($0, rule.isFault ? .severityWarning : .text) }
    case .wanted?:
      let deletes =
        "Its first pass would delete at once: \(report.wouldDelete.text) events that are past ten "
        + "years and not held."
      return [
        (report.standing.text(of: report.events), .severityWarning),
        ("Wanted: \(RetentionIndex.text)", .text), (deletes, .text),
        (
          "a offers to create it; refused until a sweep shows no held event without flag.", .textDim
        ),
      ]
    case nil:
      return [("No index deletes by age: everything is kept.", .text)]
    }
  }

  var retentionCrumbs: [Span] { [Span("Retention", .crumbActive)] }

  var retentionCompleteness: String {
    guard let report = retention.report else { return "" }
    return report.isPartial ? "not all is known" : "complete"
  }

  var retentionStatus: [StatusPart] {
    var parts: [StatusPart] = []
    let rows = retention.rows
    if !rows.isEmpty { parts.append(StatusPart("row \(retention.position + 1)/\(rows.count)")) }
    if slots.isRunning(.retention) { parts.append(StatusPart("reading ...", .textDim)) }
    if let readAt = retention.report?.readAt {
      let age = ScreenText.age(readAt, at: shell.viewTime)
      parts.append(
        isRetentionStale
          ? StatusPart("stale: \(age) old", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    return parts
  }
}

/// A column of the retention screen.
private enum RetentionColumn: CaseIterable {
  case collection
  case index
  case age
  case kind
  case hold
  case overdue
  case held

  var layout: TableColumn {
    switch self {
    case .collection: TableColumn("COLLECTION", width: .flexible(minimum: 10, maximum: 20))
    case .index: TableColumn("INDEX", width: .flexible(minimum: 12, maximum: 28), cut: .middle)
    case .age: TableColumn("AFTER", width: .fixed(11), priority: 2)
    case .kind: TableColumn("KIND", width: .fixed(4), priority: 1)
    case .hold: TableColumn("HOLD STOPS IT", width: .fixed(13))
    case .overdue: TableColumn("PAST", width: .fixed(9))
    case .held: TableColumn("HELD", width: .fixed(9))
    }
  }

  func cell(_ row: RetentionRow, of report: RetentionReport, glyphs: Glyphs) -> TableCell {
    switch row {
    case .rule(let rule): cell(rule, glyphs)
    case .wanted: wanted(report, glyphs)
    }
  }

  private func cell(_ rule: RetentionRule, _ glyphs: Glyphs) -> TableCell {
    switch self {
    case .collection: TableCell(glyphs.safe(rule.rule.collection))
    case .index: TableCell(glyphs.safe(rule.rule.index))
    case .age: TableCell(rule.rule.ageText)
    case .kind: TableCell(rule.rule.kind.rawValue)
    case .hold:
      TableCell(rule.effect.word, rule.effect == .doesNotStop ? .severityError : .severityOK)
    case .overdue: rule.overdue.cell
    case .held: rule.held.cell
    }
  }

  private func wanted(_ report: RetentionReport, _ glyphs: Glyphs) -> TableCell {
    switch self {
    case .collection: TableCell(glyphs.safe(report.events))
    case .index: TableCell("(absent)", .severityWarning)
    case .age: TableCell("3650 days", .textDim)
    case .kind: TableCell("A", .textDim)
    case .hold: TableCell("would", .textDim)
    case .overdue: report.wouldDelete.cell
    case .held: TableCell("")
    }
  }
}

extension RetentionCount {
  /// The count in a column: unknown is a question mark, never 0.
  fileprivate var cell: TableCell {
    switch self {
    case .exactly(let count): TableCell(CountText.grouped(count), count == 0 ? .textDim : .text)
    case .atLeast(let count): TableCell("\(CountText.grouped(count))+", .severityWarning)
    case .unknown: TableCell(ScreenText.unknown, .severityWarning)
    }
  }
}

extension RetentionRule.Effect {
  /// In a column.
  fileprivate var word: String {
    switch self {
    case .stops: "yes"
    case .takesDateAway: "yes, by date"
    case .doesNotStop: "NO"
    }
  }
}

extension RetentionRule {
  /// What the row means, one sentence each.
  fileprivate var explanations: [String] {
    let what = "\(rule.collection).\(rule.index): deletes by \(rule.field), \(rule.ageText)."
    let past = "Past retention now: \(overdue.text)."
    switch effect {
    case .stops: return [what, past, "A hold takes a document out of it with the flag (kind A)."]
    case .takesDateAway:
      return [
        what, past, "A hold takes the date away and keeps it aside (kind B).",
        "Held with the date still there: \(held.text).",
      ]
    case .doesNotStop:
      return [
        what, past, "A hold does not stop it: held documents are deleted all the same.",
        "Held documents that it will delete: \(held.text).",
        "What helps: drop it by hand, or give it the filter of kind A.",
      ]
    }
  }
}
