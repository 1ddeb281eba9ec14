import ConsoleDomain

@testable import ConsoleFeatures

/// Counters of the reference backend and of a library that blocks, seen at one moment.
enum TestCounters {
  static let limiters = [
    Profile.Limiter(
      name: "contact by e-mail",
      prefix: "contact:email:",
      limit: 3,
      window: .seconds(900),
      status: 403
    ),
    Profile.Limiter(
      name: "contact by address",
      prefix: "contact:ip:",
      limit: 8,
      window: .seconds(900),
      status: 403
    ),
    Profile.Limiter(
      name: "sign-in",
      format: .flexible,
      prefix: "rl:login:",
      limit: 600,
      window: .seconds(60),
      blockDuration: .seconds(900)
    ),
    Profile.Limiter(name: "search", prefix: "rl:search:", limit: nil, window: nil),
  ]

  /// `seconds` is the time left; nil: the key has none.
  struct Seen {
    var limiter: Int
    var client: String
    var hits: Int64
    var seconds: Int?
  }

  static let few = [
    Seen(limiter: 2, client: "203.0.113.19", hits: 788, seconds: 861),
    Seen(limiter: 2, client: "203.0.113.20", hits: 598, seconds: 12),
    Seen(limiter: 2, client: "10.2.14.77", hits: 31, seconds: 20),
    Seen(limiter: 1, client: "203.0.113.19", hits: 19, seconds: 871),
    Seen(limiter: 1, client: "2001:db8:7::9", hits: 4, seconds: 412),
    Seen(limiter: 0, client: "ana.mora@example.com", hits: 5, seconds: 871),
    Seen(limiter: 0, client: "li@example.org", hits: 1, seconds: nil),
    Seen(limiter: 3, client: TestSessions.userID(1), hits: 22, seconds: 51),
  ]

  static func id(_ seen: Seen) -> CounterID {
    CounterID(limiter: seen.limiter, rest: Array(seen.client.utf8))
  }

  static func reading(_ seen: Seen, at now: Instant) -> CounterReading {
    CounterReading(
      value: .count(seen.hits),
      left: seen.seconds.map { .ends(now.advanced(by: .seconds($0))) } ?? .never
    )
  }

  static func snapshot(
    _ seen: [Seen] = few,
    limiters: [Profile.Limiter] = limiters,
    phase: ScanProgress.Phase = .complete,
    mongoProblem: String? = nil,
    at now: Instant
  ) -> CounterSnapshot {
    var segments: [CounterSegment] = []
    for part in stride(from: 0, to: seen.count, by: CounterSegment.capacity) {
      var segment = CounterSegment()
      for counter in seen[part..<min(seen.count, part + CounterSegment.capacity)] {
        segment.append(id(counter), reading(counter, at: now), isShared: false)
      }
      segments.append(segment)
    }
    return CounterSnapshot(
      limiters: limiters,
      progress: ScanProgress(
        phase: phase,
        scanned: seen.count,
        estimatedTotal: seen.count * 3,
        visited: seen.count * 2,
        startedAt: now,
        finishedAt: phase == .running ? nil : now
      ),
      segments: segments,
      mongoProblem: mongoProblem
    )
  }
}

extension FakeStores {
  /// Answers what the Limits screen asks.
  func counterReplies(to effect: Effect, at now: Instant) -> [Message] {
    switch effect {
    case .scanCounters(let generation):
      if let redisProblem { return [.failed(.counterScan, generation: generation, redisProblem)] }
      return [.counterScanEnded(generation: generation, counters)]
    case .arrangeCounters(let generation, let request):
      guard let arrangement = try? request.arranged() else { return [] }
      return [.countersArranged(generation: generation, arrangement)]
    case .refreshCounters(let generation, let ids):
      if let redisProblem { return [.failed(.counters, generation: generation, redisProblem)] }
      return [.countersRefreshed(generation: generation, ids, ids.map(reading))]
    case .revealCounter(let generation, let id, _, _, _):
      return [.counterRevealed(generation: generation, id)]
    case .exportCounters(let listing, let format, let path):
      return [.exported(path: path ?? "limits.\(format.rawValue)", rows: listing.count)]
    default: return []
    }
  }

  private func reading(of id: CounterID) -> CounterReading? {
    guard !goneCounters.contains(id) else { return nil }
    return (0..<counters.count).lazy.compactMap { counters.counter($0) }.first { $0.id == id }?
      .reading
  }
}
