import ConsoleDomain

extension Model {
  /// Resets the marked counters, or the one under the cursor.
  var counterReset: ActionRequest? {
    guard limits.refusals.page == .counters else { return nil }
    if !limits.marks.isEmpty {
      let proxies = limits.listing?.ordering.proxies ?? []
      return .resetCounters(limits.marks.targets(proxies: proxies))
    }
    return actionCounter.map { .resetCounters([CounterTarget($0)]) }
  }

  /// Resets every counter of the client under the cursor.
  var clientReset: ActionRequest? {
    guard let client = actionCounter?.counter.key.client, client.kind != .hash else { return nil }
    return .resetClient(client)
  }

  /// The counter that an action is about; gone ones are none.
  private var actionCounter: CounterRow? {
    guard shell.navigation.current == .limits, limits.refusals.page == .counters,
      let row = limits.cursorRow(at: shell.viewTime), !limits.isGone(row.counter.id)
    else { return nil }
    return row
  }

  var counterResetAvailability: Availability { actionAvailability(of: counterReset) }

  var clientResetAvailability: Availability {
    if actionCounter?.counter.key.client.kind == .hash {
      return .disabled(reason: "the key holds a hash: its other counters can't be named")
    }
    return actionAvailability(of: clientReset)
  }

  /// Why the client under the cursor can't be blocked, before anybody asks the servers.
  var blockAvailability: Availability {
    guard let row = actionCounter else { return .disabled(reason: "no counter is selected") }
    if let refusal = row.counter.limiter.format.blockRefusal { return .disabled(reason: refusal) }
    if row.standing.flags.contains(.proxy) {
      return .disabled(reason: "proxy?: many clients share this address")
    }
    return actionAvailability(of: .blockClient(LimitBlock(row.counter.id, for: nil)))
  }

  /// Plans a block of the client under the cursor; `for` is the time, or `ever`.
  mutating func planBlock(_ arguments: CommandArguments) -> [Effect] {
    let text = arguments.text.trimmingBlanks
    guard let row = actionCounter else { return [] }
    let call = CommandCall(id: "block", arguments: arguments)
    if text == "ever" {
      return plan(.blockClient(LimitBlock(row.counter.id, for: nil)), asked: call)
    }
    guard let duration = Self.blockDuration(text) else {
      shell.say(.warning, "block wants a time such as 15m, 1h or 24h, or ever")
      return []
    }
    return plan(.blockClient(LimitBlock(row.counter.id, for: duration)), asked: call)
  }

  /// `15m` as the query language reads it; what is no time, or longer than a year, is none.
  static func blockDuration(_ text: String) -> Duration? {
    guard let query = try? CounterQuery.parse("resets<\(text)"), query.clauses.count == 1,
      case .amount("resets", _, let milliseconds) = query.clauses[0].term,
      case let duration = Duration.milliseconds(milliseconds), LimitBlock.fault(duration) == nil
    else { return nil }
    return duration
  }

  /// Reads again what an action has changed of the counters.
  mutating func updateLimits(after receipt: ActionReceipt) -> [Effect] {
    switch receipt.plan.request.kind {
    case .resetLimits, .blockClient:
      if receipt.result == .success { limits.marks.removeAll() }
      guard limits.latest != nil else { return [] }
      return refreshCounters()
    default: return []
    }
  }
}
