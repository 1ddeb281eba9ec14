import ConsoleText

/// Something in the refusals that wants attention (compliance.md f, AL-1 to AL-3).
package enum RefusalFinding: Hashable, Sendable {
  /// AL-1: far more refusals than usual; it goes on.
  case spike(Spike)
  /// AL-2: one client makes more than half of all refusals.
  case cause(TopTalkers.Talker, of: Int)
  /// AL-2: one counter is far beyond its limit.
  case abuse(CounterAbuse)
  /// AL-3: requests come, and no counter of any limiter is there.
  case blind(requests: Int)

  /// The rule's name.
  package var rule: String {
    switch self {
    case .spike: "AL-1"
    case .cause, .abuse: "AL-2"
    case .blind: "AL-3"
    }
  }

  /// Whether somebody has to be woken.
  package var isUrgent: Bool { rule != "AL-1" }

  /// One line for people.
  package var line: String {
    switch self {
    case .spike(let spike):
      "refusals spike since \(spike.start.timeOfDay.dropLast(3))Z: "
        + "peak \(CountText.grouped(spike.peak))/min, "
        + "usually \(CountText.grouped(Int(spike.usual.rounded())))"
    case .cause(let talker, let all):
      "\(talker.name) makes \(Int(talker.share * 100)) % of "
        + "\(CountText.grouped(all)) refusals in 5 min"
    case .abuse(let abuse):
      "\(abuse.client) is at \(CountText.grouped(Int(abuse.hits)))"
        + " of \(CountText.grouped(Int(abuse.limit))) on \(abuse.limiter)"
    case .blind(let requests):
      "limiter blind: \(CountText.grouped(requests)) requests in 5 min, and no counter of any limiter"
    }
  }
}

/// A counter that is far beyond its limit.
package struct CounterAbuse: Hashable, Sendable {
  package var limiter: String
  /// The client as it may be shown.
  package var client: String
  package var hits: Int64
  package var limit: Int64

  /// nil: the counter is no abuse by `SourceRule`.
  package init?(_ counter: Counter, _ standing: CounterStanding) {
    guard SourceRule.isAbuse(standing), let hits = standing.hits, let limit = standing.limit
    else { return nil }
    limiter = counter.limiter.name
    client = SafeText.of(counter.key.client.shown())
    self.hits = hits
    self.limit = limit
  }
}

extension RefusalHistory {
  /// The time that a cause and blindness are judged by.
  private static let window: Duration = .seconds(300)
  /// Requests below which a missing counter means nothing.
  private static let traffic = 100

  /// What wants attention now; an address that stands for many clients is no cause.
  package func findings(proxies: Set<NetworkAddress> = []) -> [RefusalFinding] {
    guard let now else { return [] }
    let recent = now.advanced(by: .zero - Self.window)..<now.advanced(by: .milliseconds(1))
    var findings: [RefusalFinding] = []
    if let openSpike { findings.append(.spike(openSpike)) }
    findings += causes(in: recent, proxies)
    findings += (sight?.abuses ?? []).map { .abuse($0) }
    if let sight, sight.counters == 0, sight.at >= recent.lowerBound,
      let requests = summary(of: recent)?.requests, requests >= Self.traffic
    {
      findings.append(.blind(requests: requests))
    }
    return findings
  }

  private func causes(
    in recent: Range<Instant>,
    _ proxies: Set<NetworkAddress>
  ) -> [RefusalFinding] {
    [RefusalAxis.address, .user].compactMap { axis in
      guard let top = talkers(by: axis, in: recent, limit: 1), let first = top.talkers.first else {
        return nil
      }
      let address = axis == .address ? NetworkAddress(first.name) : nil
      let isProxy = address.map { $0.isPrivate || proxies.contains($0) } ?? false
      guard SourceRule.isCause(first.refused, of: top.total, isProxy: isProxy) else { return nil }
      return .cause(first, of: top.total)
    }
  }
}
