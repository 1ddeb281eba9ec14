import ConsoleDomain
import ConsoleScreen

extension Model {
  /// The wide set of columns needs the whole width; the detail then opens over the list.
  var layout: ShellLayout {
    ShellLayout(
      shell.size,
      isListAlone: shell.isWide && [.sessions, .limits].contains(shell.navigation.current),
      hasStrip: shell.navigation.current == .limits && limits.refusals.page == .counters
    )
  }

  /// Whether the detail covers the list.
  var isDetailOver: Bool {
    guard !layout.isSplit else { return false }
    switch shell.navigation.current {
    case .sessions: return sessions.isDetailOpen
    case .limits: return limits.isDetailOpen || limits.refusals.page != .counters
    case .audit: return audit.isDetailOpen
    case .subject: return subject.isDetailOpen
    case .entities: return entities.isDetailOpen
    case .holds: return holds.isDetailOpen
    case .approvals: return approvals.isDetailOpen
    case .health, .retention: return false
    }
  }

  /// Whether a record is selected on the current screen.
  var hasCursor: Bool {
    switch shell.navigation.current {
    case .sessions: sessions.cursor != nil
    case .limits:
      limits.refusals.page == .counters ? limits.cursor != nil : refusalLines > 0
    case .audit: audit.cursor != nil
    case .subject: subject.cursor != nil
    case .entities: entities.cursor != nil
    case .holds: holds.cursorItem != nil
    case .approvals: approvals.cursorRow != nil
    case .retention: retention.cursorRow != nil
    case .health: false
    }
  }

  var openAvailability: Availability {
    if shell.navigation.current == .retention {
      return .disabled(reason: "what there is to say stands below the list")
    }
    if hasDetailFocus { return .disabled(reason: "it is open; Esc closes it") }
    return hasCursor ? .available : .disabled(reason: "no record is selected")
  }

  mutating func move(_ step: ListMove) -> [Effect] {
    switch shell.navigation.current {
    case .sessions: return moveSessions(step)
    case .limits: return moveLimits(step)
    case .audit: return moveAudit(step)
    case .subject: return moveSubject(step)
    case .entities: return moveEntities(step)
    case .holds: return moveHolds(step)
    case .approvals: return moveApprovals(step)
    case .retention:
      moveRetention(step)
      return []
    case .health:
      let last = max(0, healthLines.count - layout.body.rows)
      health.top = step.position(from: health.top, count: last + 1, page: layout.pageRows) ?? 0
      return []
    }
  }

  mutating func openRecord() -> [Effect] {
    switch shell.navigation.current {
    case .sessions:
      sessions.isDetailOpen = true
      sessions.pane = .detail
      return loadDetail()
    case .limits: return openCounter()
    case .audit:
      audit.isDetailOpen = true
      audit.pane = .detail
      audit.hasMoved = true
      return []
    case .subject: return openSubjectItem()
    case .entities:
      entities.isDetailOpen = true
      entities.pane = .detail
      return loadEntity()
    case .holds: return openHold()
    case .approvals:
      approvals.isDetailOpen = true
      approvals.pane = .detail
      return []
    case .health, .retention: return []
    }
  }

  mutating func changePane() -> [Effect] {
    switch shell.navigation.current {
    case .sessions:
      guard sessions.pane == .list else {
        sessions.closeDetail()
        return []
      }
      return sessions.cursor == nil ? [] : openRecord()
    case .limits:
      guard limits.pane == .list else {
        limits.closeDetail()
        return []
      }
      return openCounter()
    case .audit:
      guard audit.pane == .list else {
        audit.closeDetail()
        return []
      }
      return audit.cursor == nil ? [] : openRecord()
    case .subject:
      guard subject.pane == .list else {
        subject.closeDetail()
        return []
      }
      return cursorEntity == nil ? [] : openRecord()
    case .entities:
      guard entities.pane == .list else {
        entities.closeDetail()
        return []
      }
      return entities.cursor == nil ? [] : openRecord()
    case .holds:
      guard holds.pane == .list else {
        holds.closeDetail()
        return []
      }
      return openHold()
    case .approvals:
      guard approvals.pane == .list else {
        approvals.closeDetail()
        return []
      }
      return approvals.cursorRow == nil ? [] : openRecord()
    case .health, .retention: return []
    }
  }

  /// Close what is open, then the filter, then the subject, then the screen.
  mutating func goBack() -> [Effect] {
    if clearSearch() { return [] }
    if shell.navigation.current == .sessions {
      if sessions.pane == .detail || sessions.isDetailOpen {
        sessions.closeDetail()
        return []
      }
      if !sessions.filter.isEmpty { return applyFilter(Query(), text: "") }
      if sessions.subject != nil { return closeSubject() }
    }
    if shell.navigation.current == .limits {
      if leaveRefusals() { return [] }
      if limits.pane == .detail || limits.isDetailOpen {
        limits.closeDetail()
        return []
      }
      if !limits.filter.isEmpty { return applyFilter(Query(), text: "") }
    }
    if shell.navigation.current == .audit {
      if audit.pane == .detail || audit.isDetailOpen {
        audit.closeDetail()
        return []
      }
      if !audit.filter.text.isEmpty { return applyFilter(Query(), text: "") }
    }
    if shell.navigation.current == .subject, subject.pane == .detail || subject.isDetailOpen {
      subject.closeDetail()
      return []
    }
    if shell.navigation.current == .entities {
      if entities.pane == .detail || entities.isDetailOpen {
        entities.closeDetail()
        return []
      }
      if !entities.filter.text.isEmpty { return applyFilter(Query(), text: "") }
    }
    if shell.navigation.current == .holds {
      if holds.pane == .detail || holds.isDetailOpen {
        holds.closeDetail()
        return []
      }
      if !holds.filter.text.isEmpty { return applyFilter(Query(), text: "") }
    }
    if shell.navigation.current == .approvals,
      approvals.pane == .detail || approvals.isDetailOpen
    {
      approvals.closeDetail()
      return []
    }
    if shell.navigation.goBack() { return entered() }
    shell.say(.ok, "nothing to go back to; q quits")
    return []
  }

  mutating func visit(_ screen: ScreenID) -> [Effect] {
    shell.navigation.visit(screen)
    return entered()
  }

  /// Keeps the cursor in view and loads the detail that there may now be room for.
  mutating func resized() -> [Effect] {
    sessions.top = scrollTop(
      sessions.top,
      keeping: sessions.cursor?.position,
      count: sessions.listing?.count ?? 0,
      page: layout.pageRows
    )
    audit.top = scrollTop(
      audit.top,
      keeping: audit.position,
      count: audit.events.count,
      page: layout.pageRows
    )
    entities.top = scrollTop(
      entities.top,
      keeping: entities.position,
      count: entities.rows.count,
      page: layout.pageRows
    )
    holds.top = scrollTop(
      holds.top,
      keeping: holds.position,
      count: holds.rows.count,
      page: layout.pageRows
    )
    approvals.top = scrollTop(
      approvals.top,
      keeping: approvals.position,
      count: approvals.rows.count,
      page: layout.pageRows
    )
    placeLimits()
    placeSubject()
    placeRetention()
    if cursorEntity != nil, layout.isSplit, entityDetail?.key != cursorEntity {
      return loadEntity()
    }
    let isShown = shell.navigation.current == .sessions && layout.isSplit
    return isShown && sessions.detail?.id != sessions.cursor?.id ? loadDetail() : []
  }

  /// Loads what the screen that is now shown needs.
  mutating func entered() -> [Effect] {
    switch shell.navigation.current {
    case .sessions: return layout.isSplit ? loadDetail() : []
    case .limits: return enteredLimits()
    case .audit: return slots.isRunning(.audit) ? [] : updateAudit()
    case .health: return slots.isRunning(.health) ? [] : [examineHealth()]
    case .subject:
      return subject.picture == nil && !slots.isRunning(.picture) ? loadSubject() : []
    case .entities:
      return entities.readAt == nil && !slots.isRunning(.entities) ? reloadEntities() : []
    case .holds: return slots.isRunning(.holds) ? [] : loadHolds()
    case .approvals: return slots.isRunning(.approvals) ? [] : loadApprovals()
    case .retention: return slots.isRunning(.retention) ? [] : readRetention()
    }
  }

  mutating func refresh() -> [Effect] {
    switch shell.navigation.current {
    case .sessions: return sessions.subject.map { findUser($0.found.user.id) } ?? [startScan()]
    case .limits: return [startCounterScan()]
    case .audit: return [loadAudit()]
    case .health: return [examineHealth()]
    case .subject: return loadSubject() + (subject.detail == nil ? [] : loadEntity())
    case .retention: return readRetention()
    case .entities: return reloadEntities() + (entities.detail == nil ? [] : loadEntity())
    case .holds: return refreshHolds()
    case .approvals: return loadApprovals()
    }
  }
}
