import ConsoleDomain
import ConsoleScreen
import ConsoleText

/// A column of the list: what it is sorted as, how it gives way, and what it shows of a row.
struct SessionListColumn {
  let column: SessionOrder.Column
  private(set) var layout: TableColumn
  /// Whether it is shown in the short set too.
  let isShort: Bool

  static let all: [SessionListColumn] = [
    SessionListColumn(.user, "USER", .flexible(minimum: 15, maximum: 34), priority: 0),
    SessionListColumn(.organization, "ORG", .flexible(minimum: 6, maximum: 26), priority: 5),
    SessionListColumn(
      .role,
      "ROLE",
      .flexible(minimum: 9, maximum: 16),
      priority: 7,
      isShort: false
    ),
    SessionListColumn(.state, "STATE", .fixed(10), priority: 8, isShort: false),
    SessionListColumn(.ip, "IP", .flexible(minimum: 15, maximum: 22), priority: 3),
    SessionListColumn(.agent, "AGENT", .flexible(minimum: 8, maximum: 22), priority: 4),
    SessionListColumn(.created, "CREATED", .fixed(7), priority: 6, isShort: false),
    SessionListColumn(.seen, "SEEN", .fixed(7), priority: 1),
    SessionListColumn(.expires, "EXPIRES", .fixed(7), priority: 0),
    SessionListColumn(.flags, "FLAGS", .fixed(5), priority: 2),
    SessionListColumn(.id, "ID", .fixed(9), priority: 9, isShort: false),
    SessionListColumn(.bytes, "SIZE", .fixed(8), priority: 10, isShort: false),
  ]

  /// The columns of the wide or the short set; how many fit is the table's matter.
  ///
  /// Where the wide set does not fit, what the short set shows already gives way first, so that
  /// every column can be seen on a narrow terminal too.
  static func shown(isWide: Bool) -> [SessionListColumn] {
    guard isWide else { return all.filter(\.isShort) }
    return all.map { column in
      var column = column
      if column.isShort, column.layout.priority > 2 { column.layout.priority += 10 }
      return column
    }
  }

  private init(
    _ column: SessionOrder.Column,
    _ title: String,
    _ width: TableColumn.Width,
    priority: Int,
    isShort: Bool = true
  ) {
    self.column = column
    layout = TableColumn(title, width: width, priority: priority)
    self.isShort = isShort
  }

  func cell(
    _ row: SessionRow,
    in listing: SessionListing,
    at now: Instant,
    glyphs: Glyphs
  ) -> TableCell {
    switch column {
    case .user:
      guard let userID = row.userID else { return TableCell("anonymous", .textDim) }
      let user = listing.user(of: row)
      return TableCell(glyphs.safe(user?.email ?? user?.name ?? userID))
    case .organization:
      let name = listing.organization(of: row)?.name ?? row.organizationID
      return TableCell(glyphs.safe(name ?? ""))
    case .role: return TableCell(glyphs.safe(row.role ?? ""))
    case .state:
      let state = row.state(now: now)
      return TableCell(state.rawValue, state == .live ? .text : .severityWarning)
    case .ip: return TableCell(glyphs.safe(ScreenText.address(row.ip)))
    case .agent:
      return TableCell(row.agent.map { glyphs.safe(AgentName.short($0)) } ?? ScreenText.unknown)
    case .created: return TableCell(ScreenText.age(row.createdAt, at: now))
    case .seen: return TableCell(ScreenText.age(row.lastSeenAt, at: now))
    case .expires:
      return TableCell(
        ScreenText.left(row.expiry, at: now),
        row.expiry == .never ? .severityWarning : .text
      )
    case .flags:
      return TableCell(row.flags.letters, row.flags.contains(.held) ? .hold : .severityWarning)
    case .id: return TableCell(glyphs.safe(row.id.abbreviated))
    case .bytes: return TableCell(CountText.bytes(row.bytes))
    }
  }
}
