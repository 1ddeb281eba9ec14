import ConsoleDomain

extension Model {
  mutating func startScan() -> Effect {
    sessions.problem = nil
    sessions.isScanStopped = false
    return .scanSessions(generation: slots.begin(.scan))
  }

  mutating func takeSessions(_ message: Message) -> [Effect] {
    switch message {
    case .sessionsPublished(let generation, let snapshot):
      guard slots.isCurrent(.scan, generation) else { return [] }
      sessions.publish(snapshot)
      return arrangeIfDue()
    case .scanEnded(let generation, let snapshot):
      guard slots.finish(.scan, generation) else { return [] }
      sessions.publish(snapshot)
      return sessions.isArrangementDue && !isFrozen ? arrangeSessions() : []
    case .sessionsArranged(let generation, let arrangement):
      guard slots.finish(.arrangement, generation) else { return [] }
      return take(arrangement)
    case .subjectFound(let generation, let found):
      guard slots.finish(.subject, generation) else { return [] }
      return take(found, generation)
    case .detailLoaded(let generation, let detail):
      guard slots.finish(.detail, generation) else { return [] }
      sessions.detail?.take(detail)
    case .revealed(let generation, let id, let revealed):
      guard slots.finish(.reveal, generation) else { return [] }
      take(revealed, of: id)
    case .storedRevealed(let generation, let id, let stored):
      guard slots.finish(.reveal, generation) else { return [] }
      take(stored, of: id)
    default: break
    }
    return []
  }

  /// Asks for a new order now; an older request is given up.
  mutating func arrangeSessions() -> [Effect] {
    guard let request = sessions.arrangementRequest(at: shell.now) else {
      sessions.isArrangementDue = true
      return []
    }
    sessions.arranging = request
    sessions.arrangedAt = shell.now
    sessions.isArrangementDue = false
    return [.arrangeSessions(generation: slots.begin(.arrangement), request)]
  }

  /// Asks for a new order if something changed, nobody holds the list and the last one is old enough.
  mutating func arrangeIfDue() -> [Effect] {
    guard sessions.isArrangementDue, sessions.arranging == nil, !isFrozen else { return [] }
    if let last = sessions.arrangedAt, last.duration(to: shell.now) < arrangementInterval {
      return []
    }
    return arrangeSessions()
  }

  /// The time between two arrangements of a list that grows: a fifth of it at most is spent on them.
  var arrangementInterval: Duration {
    max(Self.shortestArrangementInterval, sessions.arrangementTime * 5)
  }

  private mutating func take(_ arrangement: SessionArrangement) -> [Effect] {
    guard let request = sessions.arranging else { return [] }
    sessions.arranging = nil
    sessions.arrangementTime = sessions.arrangedAt.map { $0.duration(to: shell.now) } ?? .zero
    guard !isListHeld else {
      sessions.isArrangementDue = true
      return []
    }
    let before = sessions.cursor?.id
    sessions.show(
      arrangement,
      of: request,
      page: layout.pageRows,
      isActionPending: layers.contains(where: \.isAboutRecords)
    )
    guard sessions.cursor?.id != before else { return [] }
    return layout.isSplit ? loadDetail() : []
  }
}
