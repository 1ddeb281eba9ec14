import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func moveSessions(_ step: ListMove) -> [Effect] {
    if sessions.pane == .detail, sessions.detail != nil {
      let top = sessions.detail?.top ?? 0
      let end = max(0, detailLines.count - layout.detail.rows)
      let moved = step.position(from: top, count: end + 1, page: layout.pageRows) ?? 0
      sessions.detail?.top = moved
      return []
    }
    let page = layout.pageRows
    guard let shown = sessions.listing,
      let position = step.position(from: sessions.cursor?.position, count: shown.count, page: page)
    else { return [] }
    return moveSessions(to: position)
  }

  /// Puts the cursor on a position and loads what the detail pane then shows.
  mutating func moveSessions(to position: Int) -> [Effect] {
    guard let shown = sessions.listing, position < shown.count else { return [] }
    let id = shown.row(position).id
    let isSame = sessions.cursor?.id == id
    sessions.cursor = SessionsState.Cursor(at: position, in: shown)
    sessions.hasMoved = true
    sessions.top = scrollTop(
      sessions.top,
      keeping: position,
      count: shown.count,
      page: layout.pageRows
    )
    return layout.isSplit && !isSame ? loadDetail() : []
  }

  /// Reads the record under the cursor afresh; clear values of another record are forgotten.
  mutating func loadDetail() -> [Effect] {
    guard let id = sessions.cursor?.id else {
      sessions.detail = nil
      return []
    }
    if sessions.detail?.id != id { sessions.detail = SessionDetailState(id: id) }
    return [.loadDetail(generation: slots.begin(.detail), id)]
  }

  /// Shows the JSON of the record alone, or the fields above it too.
  mutating func toggleJSON() -> [Effect] {
    let isOpen = layout.isSplit || sessions.isDetailOpen
    sessions.showsJSONAlone = !(isOpen && sessions.showsJSONAlone)
    sessions.detail?.top = 0
    return sessions.pane == .detail ? [] : openRecord()
  }

  // MARK: One user

  mutating func findUser(_ text: String) -> [Effect] {
    guard let key = SubjectKey(text: text.trimmingBlanks) else {
      shell.say(.warning, "user wants one e-mail address or one user id")
      return []
    }
    shell.say(.ok, "looking the user up")
    return [.findSubject(generation: slots.begin(.subject), key)]
  }

  /// Shows the sessions; each reading counts as a scan of its own, below those of the store.
  mutating func take(_ found: SubjectSessions, _ generation: Int) -> [Effect] {
    shell.flash = nil
    shell.navigation.visit(.sessions)
    sessions.open(
      found,
      scan: -generation,
      isActionPending: layers.contains(where: \.isAboutRecords)
    )
    return arrangeSessions() + (layout.isSplit ? loadDetail() : [])
  }

  mutating func closeSubject() -> [Effect] {
    sessions.closeSubject()
    sessions.top = scrollTop(
      sessions.top,
      keeping: sessions.cursor?.position,
      count: sessions.listing?.count ?? 0,
      page: layout.pageRows
    )
    return arrangeSessions() + (layout.isSplit ? loadDetail() : [])
  }

  // MARK: Order

  /// What the list of the screen can be sorted by.
  var sortColumns: [String] {
    switch shell.navigation.current {
    case .holds: HoldOrder.Column.allCases.map(\.rawValue)
    case .limits: CounterOrder.Column.allCases.map(\.rawValue)
    default: SessionOrder.Column.allCases.map(\.rawValue)
    }
  }

  mutating func reverseOrder() -> [Effect] {
    if shell.navigation.current == .holds {
      holds.order.isReversed.toggle()
      holds.arrange(page: layout.pageRows)
      return []
    }
    if shell.navigation.current == .limits {
      limits.order.isDescending.toggle()
      return arrangeCounters()
    }
    sessions.order.isDescending.toggle()
    return arrangeSessions()
  }

  mutating func sort(_ arguments: CommandArguments) -> [Effect] {
    if shell.navigation.current == .holds { return sortHolds(arguments) }
    if shell.navigation.current == .limits { return sortCounters(arguments) }
    let name = arguments.text.trimmingBlanks
    guard !name.isEmpty else {
      openSortMenu()
      return []
    }
    guard let column = SessionOrder.Column(rawValue: name) else {
      let names = SessionOrder.Column.allCases.map(\.rawValue).joined(separator: ", ")
      shell.say(.warning, "no column \(name); there are: \(names)")
      return []
    }
    if sessions.order.column == column {
      sessions.order.isDescending.toggle()
    } else {
      sessions.order = SessionOrder(column, isDescending: column.isNewestFirst)
    }
    return arrangeSessions()
  }
}

extension SessionOrder.Column {
  /// Whether the column is more useful from its end: times and sizes.
  fileprivate var isNewestFirst: Bool {
    switch self {
    case .created, .seen, .flags, .bytes: true
    case .id, .user, .organization, .role, .state, .ip, .agent, .expires: false
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
