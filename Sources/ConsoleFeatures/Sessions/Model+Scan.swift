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
      return sessions.pace.isDue && !isFrozen ? arrangeSessions() : []
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
      sessions.pace.isDue = true
      return []
    }
    sessions.arranging = request
    sessions.pace.ask(at: shell.now)
    return [.arrangeSessions(generation: slots.begin(.arrangement), request)]
  }

  /// Asks for a new order if something changed, nobody holds the list and the last one is old enough.
  mutating func arrangeIfDue() -> [Effect] {
    guard sessions.pace.isRipe(at: shell.now), sessions.arranging == nil, !isFrozen else {
      return []
    }
    return arrangeSessions()
  }

  private mutating func take(_ arrangement: SessionArrangement) -> [Effect] {
    guard let request = sessions.arranging else { return [] }
    sessions.arranging = nil
    sessions.pace.answer(at: shell.now)
    guard !isListHeld else {
      sessions.pace.isDue = true
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
