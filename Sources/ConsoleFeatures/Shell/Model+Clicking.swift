import ConsoleDomain
import ConsoleScreen

/// What a click does.
extension Model {
  /// Opens the tab or puts the cursor on the record that was clicked.
  mutating func select(at place: Position) -> [Effect] {
    if place.row == layout.tabsRow {
      return ScreenTab.all.first { $0.columns.contains(place.column) }.map { visit($0.screen) }
        ?? []
    }
    guard !isDetailOver else { return [] }
    let list = layout.list
    if shell.navigation.current == .subject { return selectSubject(at: place, in: list) }
    let line = place.row - list.row - 1
    guard line >= 0, place.row < list.endRow, place.column < list.endColumn else { return [] }
    switch shell.navigation.current {
    case .sessions:
      sessions.pane = .list
      return moveSessions(to: sessions.top + line)
    case .limits:
      limits.pane = .list
      moveLimits(to: limits.top + line)
      return []
    case .audit:
      audit.pane = .list
      audit.select(audit.top + line, page: layout.pageRows)
      return readAhead(of: audit.top + line)
    case .entities:
      guard entities.top + line < entities.rows.count else { return [] }
      entities.pane = .list
      return moveEntities(to: entities.top + line)
    case .holds:
      holds.pane = .list
      holds.select(holds.top + line, page: layout.pageRows)
      return []
    case .approvals:
      approvals.pane = .list
      approvals.select(approvals.top + line, page: layout.pageRows)
      return []
    case .retention:
      moveRetention(to: retention.top + line)
      return []
    case .health, .subject: return []
    }
  }
}
