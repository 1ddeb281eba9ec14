import ConsoleDomain

extension Model {
  mutating func startCounterScan() -> Effect {
    limits.problem = nil
    limits.isScanStopped = false
    return .scanCounters(generation: slots.begin(.counterScan))
  }

  /// Begins the first scan when the screen is first shown; after that rows are read again by themselves.
  mutating func enteredLimits() -> [Effect] {
    fitChart()
    guard limits.latest == nil, !slots.isRunning(.counterScan) else { return refreshCounters() }
    return [startCounterScan()]
  }

  mutating func takeLimits(_ message: Message) -> [Effect] {
    switch message {
    case .countersPublished(let generation, let snapshot):
      guard slots.isCurrent(.counterScan, generation) else { return [] }
      limits.publish(snapshot, scan: generation)
      return arrangeCountersIfDue()
    case .counterScanEnded(let generation, let snapshot):
      guard slots.finish(.counterScan, generation) else { return [] }
      limits.publish(snapshot, scan: generation)
      return isFrozen ? [] : arrangeCounters()
    case .countersArranged(let generation, let arrangement):
      guard slots.finish(.counterOrder, generation) else { return [] }
      return take(arrangement) + takeHeldKeys()
    case .countersRefreshed(let generation, let ids, let readings):
      guard slots.finish(.counters, generation) else { return [] }
      limits.take(readings, of: ids, at: shell.now)
    case .counterRevealed(let generation, let id):
      guard slots.finish(.reveal, generation), limits.cursor?.id == id else { return [] }
      let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
      limits.revealed = LimitsState.Revealed(id: id, until: until)
      limits.detailTop = 0
    default: break
    }
    return []
  }

  /// Asks for a new order now; an older request is given up.
  mutating func arrangeCounters() -> [Effect] {
    guard let request = limits.arrangementRequest(at: shell.now) else {
      limits.pace.isDue = true
      return []
    }
    limits.arranging = request
    limits.pace.ask(at: shell.now)
    return [.arrangeCounters(generation: slots.begin(.counterOrder), request)]
  }

  private mutating func arrangeCountersIfDue() -> [Effect] {
    guard limits.pace.isRipe(at: shell.now), limits.arranging == nil, !isFrozen else { return [] }
    return arrangeCounters()
  }

  private mutating func take(_ arrangement: CounterArrangement) -> [Effect] {
    guard let request = limits.arranging else { return [] }
    limits.arranging = nil
    limits.pace.answer(at: shell.now)
    guard !isListHeld else {
      limits.pace.isDue = true
      return []
    }
    limits.show(
      arrangement,
      of: request,
      page: layout.pageRows,
      isActionPending: layers.contains(where: \.isAboutRecords)
    )
    return []
  }

  // MARK: Reading again

  /// How often the rows in view are read again.
  static let counterInterval: Duration = .seconds(1)

  /// Reads the rows in view again, unless that is under way.
  mutating func refreshCounters() -> [Effect] {
    guard !slots.isRunning(.counters) else { return [] }
    let ids = limits.refreshed(page: layout.pageRows, at: shell.now)
    guard !ids.isEmpty else { return [] }
    limits.refreshedAt = shell.now
    return [.refreshCounters(generation: slots.begin(.counters), ids)]
  }

  /// Whether the rows in view are to be read again by themselves.
  private var followsCounters: Bool {
    shell.navigation.current == .limits && limits.refusals.page == .counters && !isFrozen
      && (limits.listing?.count ?? 0) > 0
      && !health.isLost(.redis)
  }

  mutating func tickLimits() -> [Effect] {
    let arranging = arrangeCountersIfDue()
    if !isFrozen { fitChart() }
    guard followsCounters,
      limits.refreshedAt.map({ $0.duration(to: shell.now) >= Self.counterInterval }) ?? true
    else { return arranging }
    return arranging + refreshCounters()
  }

  /// When the screen wants the next tick.
  var limitsTickDelays: [Duration] {
    var delays: [Duration] = []
    if limits.pace.isDue, limits.arranging == nil, !isFrozen { delays.append(limits.pace.interval) }
    if followsCounters || limits.revealed != nil { delays.append(Self.counterInterval) }
    return delays
  }
}
