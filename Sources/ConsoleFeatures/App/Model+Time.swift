import ConsoleDomain

extension Model {
  /// How long an elevation may stay unused (tui.md c.6).
  static let idleLimit: Duration = .seconds(180)

  /// Ends what has a time limit; runs before every message.
  mutating func expire() -> [Effect] {
    shell.expireFlash()
    sessions.detail?.expire(at: shell.now)
    if let until = limits.revealed?.until, until <= shell.now { limits.revealed = nil }
    if let until = audit.revealed?.until, until <= shell.now { audit.revealed = nil }
    expireRevealedEntities()
    return expireColumns() + expireElevation()
  }

  private mutating func expireElevation() -> [Effect] {
    guard case .open(let until?, _, _) = elevation else { return [] }
    if until <= shell.now {
      elevation = .readOnly(reason: nil)
      shell.say(.warning, "read-only again: the elevation has ended")
      return [.dropElevation]
    }
    if jobs.running == nil, let last = shell.lastInputAt,
      last.duration(to: shell.now) >= Self.idleLimit
    {
      elevation = .readOnly(reason: nil)
      shell.say(.warning, "read-only again: nothing was typed for three minutes")
      return [.dropElevation]
    }
    return []
  }

  /// Does what is due.
  mutating func tick() -> [Effect] {
    pingIfDue() + examineIfDue() + arrangeIfDue() + tickAudit() + tickEntities()
      + tickLimits() + countApprovalsIfDue()
  }

  /// When the next tick is wanted; nil: nothing on the screen depends on time.
  package var tickDelay: Duration? {
    var delays: [Duration] = []
    if layers.contains(where: { $0.isArming(at: shell.now) }) { delays.append(.milliseconds(100)) }
    if sessions.pace.isDue, sessions.arranging == nil, !isFrozen {
      delays.append(sessions.pace.interval)
    }
    delays += limitsTickDelays
    if let delay = auditTickDelay { delays.append(delay) }
    if let due = entities.reloadAt {
      delays.append(max(.milliseconds(1), shell.now.duration(to: due)))
    }
    if shell.flash != nil || jobs.running != nil || sessions.detail?.revealed != nil
      || sessions.detail?.stored != nil
      || audit.revealed != nil || subject.detail?.revealed != nil
      || entities.detail?.revealed != nil || entities.detail?.stored != nil
      || subject.detail?.stored != nil
    {
      delays.append(.seconds(1))
    }
    if let end = clearColumns.ends.values.min() {
      delays.append(max(.milliseconds(1), shell.now.duration(to: end)))
    }
    if case .open(_?, _, _) = elevation { delays.append(.seconds(10)) }
    if asksServers { delays.append(showsSeconds ? .seconds(1) : HealthState.pingInterval) }
    return delays.min()
  }

  /// Whether a visible session ends within the two minutes that are shown to the second.
  private var showsSeconds: Bool {
    guard shell.navigation.current == .sessions, let shown = sessions.listing else { return false }
    let end = min(shown.count, sessions.top + ShellLayout(shell.size).pageRows)
    guard sessions.top < end else { return false }
    return (sessions.top..<end).contains { position in
      guard case .at(let expiry) = shown.row(position).expiry else { return false }
      let left = shell.now.duration(to: expiry)
      return left > .zero && left < .seconds(120)
    }
  }

  /// A paused display asks for nothing, unless an outcome waits for a MongoDB that takes it.
  private var asksServers: Bool { !shell.isPaused || audit.owed != nil }

  private mutating func pingIfDue() -> [Effect] {
    guard asksServers, !slots.isRunning(.ping) else { return [] }
    if let last = health.pingedAt, last.duration(to: shell.now) < HealthState.pingInterval {
      return []
    }
    return [pingServers()]
  }

  private mutating func examineIfDue() -> [Effect] {
    guard !shell.isPaused, !slots.isRunning(.health), let readAt = health.report?.readAt,
      readAt.duration(to: shell.now) >= HealthState.examinationInterval
    else { return [] }
    return [examineHealth()]
  }
}
