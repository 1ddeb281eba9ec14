import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawEntities(into frame: inout Frame) {
    drawPanes(
      into: &frame,
      isDetailOpen: entities.isDetailOpen,
      hasDetailFocus: entities.pane == .detail,
      list: { drawEntityList(into: &$0, $1) },
      detail: { drawEntityDetail(into: &$0, $1) }
    )
  }

  private func drawEntityList(into frame: inout Frame, _ rect: Rect) {
    let rows = entities.rows
    guard !rows.isEmpty else {
      drawLines(emptyEntities, into: &frame, rect)
      return
    }
    let scroll = ScrollState(
      top: entities.top,
      choosing: entities.position,
      count: rows.count,
      height: Table.height(in: rect)
    )
    var table = Table(
      columns: EntityListColumn.allCases.map(\.layout),
      count: rows.count,
      scroll: scroll,
      isFocused: entities.pane == .list
    )
    table.hasCursor = entities.position != nil
    let isStale = isEntityListStale
    let marks = Set(entities.marks)
    table.draw(into: &frame, rect, glyphs: shell.glyphs) { position in
      let row = rows[position]
      let cells = EntityListColumn.allCases.map { column in
        var cell = column.cell(row, at: shell.viewTime, glyphs: shell.glyphs)
        if isStale { cell.role = .stale }
        return column == .name ? clearCell(.document(row.key)) ?? cell : cell
      }
      return TableRow(cells, isMarked: marks.contains(row.key))
    }
  }

  private var emptyEntities: [String] {
    if let problem = entities.problem { return problemLines(problem) }
    guard let type = entities.type, entities.readAt != nil else { return ["Reading ..."] }
    let collection = shell.context.entities.first { $0.type == type }?.collection ?? type
    guard !entities.filter.text.isEmpty else { return ["\(collection) holds no document."] }
    return [
      "No document of \(collection) matches \(entities.filter.text).",
      entities.window.isAtEnd
        ? "" : "\(entities.window.count) were looked at; c searches on.",
      "Esc clears the filter.",
    ]
  }

  /// Whether what is listed can't be refreshed now.
  private var isEntityListStale: Bool {
    entities.readAt != nil && (entities.problem != nil || health.isLost(.mongo))
  }

  var entityCrumbs: [Span] {
    var spans = [Span("Entities", .crumbActive)]
    if let type = entities.type {
      spans.append(Span(" \(shell.glyphs.crumb) \(shell.glyphs.safe(type))"))
    }
    if !entities.filter.text.isEmpty {
      spans.append(Span("  /\(shell.glyphs.safe(entities.filter.text))", .match))
    }
    return spans
  }

  /// What is shown of what is loaded of what there is by the collection's own estimate.
  var entityCompleteness: String {
    guard entities.readAt != nil else { return "" }
    let total = entities.estimatedTotal.map { "~\(CountText.grouped($0)) (estimate)" } ?? "?"
    let loaded = "\(CountText.grouped(entities.window.count)) loaded"
    let whole = entities.window.isAtEnd && entities.window.isAtStart ? ", all" : ""
    guard !entities.filter.query.clauses.isEmpty else { return "\(loaded)\(whole) of \(total)" }
    return "\(CountText.grouped(entities.rows.count)) of the \(loaded)\(whole), \(total)"
  }

  var entityStatus: [StatusPart] {
    var parts: [StatusPart] = []
    if let position = entities.position {
      parts.append(StatusPart("row \(position + 1)/\(entities.rows.count)"))
    }
    if !entities.marks.isEmpty {
      parts.append(StatusPart("\(entities.marks.count) marked", .rowMark))
    }
    if slots.isRunning(.entities) { parts.append(StatusPart("reading ...", .textDim)) }
    if let readAt = entities.readAt {
      let age = ScreenText.age(readAt, at: shell.viewTime)
      parts.append(
        isEntityListStale
          ? StatusPart("stale: \(age) old", .stale)
          : StatusPart("read \(age) ago", .textDim, priority: 2)
      )
    }
    if let problem = entities.problem, !entities.rows.isEmpty {
      parts.append(
        StatusPart(shell.glyphs.safe(ProblemText(problem).line), .severityWarning, priority: 1)
      )
    }
    if let elsewhere = entities.elsewhere {
      let text = "not listed: own databases \(shell.glyphs.safe(elsewhere))"
      parts.append(StatusPart(text, .severityWarning, priority: 1))
    }
    parts.append(StatusPart("newest first", .textDim, priority: 4))
    parts.append(maskingStatus)
    return parts
  }
}

/// A column of the list of documents.
enum EntityListColumn: CaseIterable {
  case name
  case id
  case organization
  case held
  case archived
  case stripped
  case created
  case updated

  var layout: TableColumn {
    switch self {
    case .name: TableColumn("NAME", width: .flexible(minimum: 14, maximum: 30))
    case .id: TableColumn("ID", width: .flexible(minimum: 11, maximum: 24), cut: .middle)
    case .organization:
      TableColumn("ORG", width: .flexible(minimum: 9, maximum: 24), priority: 4, cut: .middle)
    case .held: TableColumn("HELD", width: .fixed(4))
    case .archived: TableColumn("ARCH", width: .fixed(4), priority: 1)
    case .stripped: TableColumn("STRIP", width: .fixed(5), priority: 1)
    case .created: TableColumn("CREATED", width: .fixed(7), priority: 2)
    case .updated: TableColumn("UPDATED", width: .fixed(7), priority: 3)
    }
  }

  func cell(_ row: EntityRow, at now: Instant, glyphs: Glyphs) -> TableCell {
    switch self {
    case .name: row.name.map { TableCell(glyphs.safe($0)) } ?? TableCell("no name", .textDim)
    case .id: TableCell(glyphs.safe(row.key.id.text))
    case .organization: TableCell(glyphs.safe(row.organizationID ?? ""))
    case .held: row.hold.cell
    case .archived: row.archive.cell
    case .stripped: row.strip.cell
    case .created: TableCell(ScreenText.age(row.createdAt, at: now))
    case .updated: TableCell(ScreenText.age(row.updatedAt, at: now))
    }
  }
}
