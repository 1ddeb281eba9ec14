import ConsoleDomain

/// What a person must know before agreeing to a plan about counters, most important first.
enum LimitWarnings {
  static func ofReset(
    _ counters: [PlannedCounter],
    gone: Int,
    incomplete: String?,
    unsearched: [String]
  ) -> [String] {
    var warnings: [String] = []
    if let incomplete {
      warnings.append("These may not be all of the client's counters: \(incomplete).")
    }
    let acting = counters.filter { $0.blocked == nil }
    let proxies = acting.count { $0.standing?.flags.contains(.proxy) == true }
    if proxies > 0 {
      warnings.append(
        "\(CountText.noun(proxies, "counter")) of an address that is shared by all behind it "
          + "(proxy?): the reset is one for everybody."
      )
    }
    let shared = acting.count { $0.standing?.flags.contains(.shared) == true }
    if shared > 0 {
      warnings.append(
        "\(CountText.noun(shared, "counter")) that two limiters count on: both are reset."
      )
    }
    warnings += survivors(counters)
    if !unsearched.isEmpty {
      warnings.append(
        "Not searched, since their keys hide the client behind a hash: "
          + unsearched.joined(separator: ", ") + "."
      )
    }
    let blocked = counters.count - acting.count
    if blocked > 0 { warnings.append("\(CountText.noun(blocked, "key")) will be left alone.") }
    if gone > 0 { warnings.append("\(CountText.noun(gone, "counter")) gone already.") }
    return warnings
  }

  static func ofBlock(
    _ block: LimitBlock,
    _ planned: PlannedCounter,
    at now: Instant
  ) -> [String] {
    let length = block.duration.map { "for \(TimeText.span($0))" } ?? "until somebody resets it"
    var warnings = ["The client is refused by \(planned.limiter.name) \(length)."]
    guard let standing = planned.standing, standing.isBlocked == true else { return warnings }
    let until = standing.endsAt
    let end = block.duration.map { now.advanced(by: $0) }
    switch (until, end) {
    case (let until?, let end?) where end >= until: break
    case (_, nil): break
    case (let until, _):
      warnings.append(
        "It is blocked already, \(until.map { "until \($0.iso8601)" } ?? "for ever"): this "
          + "shortens the block."
      )
    }
    return warnings
  }

  /// What a reset does not reach, a sentence for each kind of limiter among these.
  static func survivors(_ counters: [PlannedCounter]) -> [String] {
    var seen: Set<String> = []
    return counters.filter { $0.blocked == nil }.compactMap(\.limiter.format.survivor)
      .filter { seen.insert($0).inserted }.map { "A reset does not reach everything: \($0)." }
  }
}
