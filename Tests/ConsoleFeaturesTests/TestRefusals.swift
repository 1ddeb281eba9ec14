import ConsoleDomain

/// What sources tell of an attack on two forms: a quiet hour, a spike, and a minute nobody recorded.
enum TestRefusals {
  static let address = NetworkAddress("203.0.113.19")
  static let neighbour = NetworkAddress("203.0.113.20")

  /// Refusals a minute, the newest last; nil: not recorded.
  static func counts(isOpen: Bool) -> [Int?] {
    var counts: [Int?] = (0..<60).map { $0 % 7 == 0 ? 2 : 0 }
    counts[20] = nil
    let peak = isOpen ? [30, 60, 97, 88] : [30, 97, 40, 12, 1, 0, 0, 0]
    counts.replaceSubrange((60 - peak.count)..<60, with: peak.map { Optional($0) })
    return counts
  }

  static func history(isOpen: Bool = false, at now: Instant) -> RefusalHistory {
    let start = RefusalStep.minute.start(of: now)
    var source = RefusalSource(id: 0, kind: .log, name: "access.log")
    source.readAt = now
    var counters = RefusalSource(id: 1, kind: .counters, name: "counters")
    counters.readAt = now.advanced(by: .seconds(-2))
    var history = RefusalHistory()
    history.expect([source, counters])
    history.move(to: now)
    for (place, count) in counts(isOpen: isOpen).enumerated() {
      guard let count else { continue }
      let minute = start.advanced(by: .seconds(-60 * (59 - place)))
      history.add(
        RefusalBatch(
          source,
          refusals: refusals(count, at: minute),
          requests: [(at: minute, count: 900 + count)],
          recorded: minute..<minute.advanced(by: .seconds(60))
        )
      )
    }
    history.judge()
    return history
  }

  private static func refusals(_ count: Int, at minute: Instant) -> [Refusal] {
    guard count > 0 else { return [] }
    let first = max(1, count * 6 / 10)
    var refusals = [
      Refusal(
        at: minute,
        count: first,
        address: address,
        route: "POST /contact",
        limiter: "contact by address"
      )
    ]
    if count > first {
      refusals.append(
        Refusal(
          at: minute,
          count: count - first,
          address: neighbour,
          route: "POST /login",
          limiter: "sign-in"
        )
      )
    }
    return refusals
  }
}
