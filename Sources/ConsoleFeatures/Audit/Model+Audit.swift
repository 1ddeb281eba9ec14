import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Events read at once.
  static let auditPage = 200
  /// Newer events read at once.
  private static let newerPage = 1_000
  /// Between two looks for new events while they are followed.
  static let followInterval: Duration = .seconds(2)
  /// How long a filter must stand before it is searched for: every key would be a search of its own.
  private static let typingPause: Duration = .milliseconds(200)
  /// How long an event may take from its `_id` to the log: events of several servers within that
  /// time come in any order, so it is read again with each look.
  private static let lateness: Duration = .seconds(5)
  /// Events left before the edge of the window when more are read.
  private static let margin = 50

  /// Reads the newest events, or those around the cursor where it is far from them.
  mutating func loadAudit() -> Effect {
    let place = audit.position ?? 0
    guard audit.hasMoved, place > Self.auditPage / 2 else {
      return read(.replace(isNewest: true), from: .newest)
    }
    let marks = audit.window.marks(above: place - Self.auditPage / 2)
    return read(.replace(isNewest: false), from: marks)
  }

  /// What the screen needs when it is opened or asked for news: everything, or only what is new.
  mutating func updateAudit() -> [Effect] {
    if audit.isViewComing { return reloadAudit() }
    guard audit.readAt != nil, audit.problem == nil else { return [loadAudit()] }
    guard audit.window.isAtNewest else { return audit.hasMoved ? [] : [loadAudit()] }
    // What comes in on top must not push the event under the cursor out of the window.
    let isDeep = audit.hasMoved && (audit.position ?? 0) > AuditWindow.limit - Self.newerPage
    return isDeep ? [] : [loadNewer()]
  }

  /// Searches anew once nobody has typed for a moment.
  mutating func reloadAuditSoon() -> [Effect] {
    audit.reloadAt = shell.now.advanced(by: Self.typingPause)
    guard !layers.contains(where: { if case .filter = $0 { true } else { false } }) else {
      return []
    }
    return reloadAudit()
  }

  /// Searches from the newest event on; the cursor goes there.
  mutating func reloadAudit() -> [Effect] {
    audit.reloadAt = nil
    audit.hasMoved = false
    audit.revealed = nil
    audit.detailTop = 0
    return [read(.replace(isNewest: true), from: .newest)]
  }

  /// Looks further back from where the last search ended.
  mutating func continueSearch() -> [Effect] {
    [read(.older, from: audit.window.bottom)]
  }

  mutating func toggleFollow() -> [Effect] {
    audit.isFollowing.toggle()
    shell.say(.ok, audit.isFollowing ? "following: new events appear on top" : "not following")
    return audit.isFollowing ? updateAudit() : []
  }

  /// What is due on the audit screen: a search that was put off, or a look for new events.
  mutating func tickAudit() -> [Effect] {
    if let due = audit.reloadAt, due <= shell.now { return reloadAudit() }
    guard audit.isFollowing, shell.navigation.current == .audit, !isFrozen,
      !slots.isRunning(.audit), !health.isLost(.mongo)
    else { return [] }
    if let last = audit.polledAt, last.duration(to: shell.now) < Self.followInterval { return [] }
    return updateAudit()
  }

  /// When the audit screen wants the next tick.
  var auditTickDelay: Duration? {
    if let due = audit.reloadAt { return max(.milliseconds(1), shell.now.duration(to: due)) }
    return audit.isFollowing && shell.navigation.current == .audit && !isFrozen
      ? Self.followInterval : nil
  }

  mutating func moveAudit(_ step: ListMove) -> [Effect] {
    let page = layout.pageRows
    if audit.pane == .detail {
      let end = max(0, auditDetailLines.count - layout.detail.rows)
      audit.detailTop = step.position(from: audit.detailTop, count: end + 1, page: page) ?? 0
      return []
    }
    guard let place = step.position(from: audit.position, count: audit.events.count, page: page)
    else { return [] }
    audit.select(place, page: page)
    return readAhead(of: place)
  }

  /// Reads more where the cursor nears an edge of the window behind which there is more.
  mutating func readAhead(of place: Int) -> [Effect] {
    guard !slots.isRunning(.audit) else { return [] }
    let window = audit.window
    if place + Self.margin >= audit.events.count, !window.isAtOldest, window.searchedTo == nil {
      return continueSearch()
    }
    if place < Self.margin, !window.isAtNewest { return [loadNewer()] }
    return []
  }

  mutating func take(_ slice: AuditSlice, _ generation: Int) -> [Effect] {
    guard slots.finish(.audit, generation) else { return [] }
    audit.take(slice, page: layout.pageRows)
    // A list that is not full yet is filled as far as the search goes.
    guard let place = audit.position, audit.events.count < layout.pageRows else { return [] }
    return audit.window.isAtNewest ? readAhead(of: place) : []
  }

  private mutating func loadNewer() -> Effect {
    audit.polledAt = shell.now
    return read(.newer, from: audit.window.marks(lateBy: Self.lateness))
  }

  private mutating func read(_ load: AuditState.Load, from marks: AuditMarks) -> Effect {
    audit.giveUpReading()
    audit.loading = load
    if case .replace = load { audit.reading.ask(audit.filter.query) }
    return .loadAudit(
      generation: slots.begin(.audit),
      AuditEventRequest(
        query: audit.filter.query,
        now: shell.now,
        marks: marks,
        direction: load == .newer ? .newer : .older,
        limit: load == .newer ? Self.newerPage : Self.auditPage
      )
    )
  }
}
