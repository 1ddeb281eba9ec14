/// What all sources know of refusals, as a value that a screen holds and a recorder goes on with.
///
/// A copy shares its slots until one of both changes. Nothing in here is a guess: a slot that nobody
/// recorded is nil, and where several kinds of sources saw the same time the kind that saw most speaks.
package struct RefusalHistory: Sendable {
  package private(set) var sources: [RefusalSource] = []
  /// The newest present that it was told; nil: none yet.
  package private(set) var now: Instant?
  /// The spikes that ended, oldest first, without those that the day has left behind.
  package private(set) var spikes: [Spike] = []
  /// The spike that goes on, the running minute included.
  package private(set) var openSpike: Spike?
  package private(set) var sight: CounterSight?

  private var timelines: [RefusalSource.Kind: RefusalTimeline] = [:]
  private let seconds: Int
  private let minutes: Int
  private let rule: SpikeRule

  /// Makes a history of nothing; the lengths are how many slots of a second and of a minute are kept.
  package init(seconds: Int = 900, minutes: Int = 1440, rule: SpikeRule = .usual) {
    self.seconds = seconds
    self.minutes = minutes
    self.rule = rule
  }

  /// The part that sources can't tell a second time: logs and events are read again, counters are not.
  package var unrepeatable: RefusalHistory {
    var kept = self
    kept.sources = []
    kept.timelines = timelines.filter { $0.key == .counters || $0.key == .metrics }
    return kept
  }

  /// Whether any source records refusals: without one nothing is known, which is no 0.
  package var isRecorded: Bool { sources.contains { $0.kind.countsRefusals } }

  /// Refused requests that no slot could take: too late, or too far ahead of the clock.
  package var unplaced: Int { timelines.values.reduce(0) { $0 + $1.late + $1.ahead } }

  /// Names the sources before any of them has answered.
  package mutating func expect(_ sources: [RefusalSource]) {
    self.sources = sources
    for source in sources where timelines[source.kind] == nil {
      var timeline = RefusalTimeline(seconds: seconds, minutes: minutes)
      if let now { timeline.move(to: now) }
      timelines[source.kind] = timeline
    }
  }

  /// Moves to the present, also back where the clock was set back.
  package mutating func move(to now: Instant) {
    self.now = now
    for kind in timelines.keys { timelines[kind]?.move(to: now) }
  }

  /// Takes in what a source tells.
  package mutating func add(_ batch: RefusalBatch) {
    if let place = sources.firstIndex(where: { $0.id == batch.source.id }) {
      sources[place] = batch.source
    } else {
      expect(sources + [batch.source])
    }
    if let sight = batch.sight { self.sight = sight }
    guard var timeline = timelines.removeValue(forKey: batch.source.kind) else { return }
    if let time = batch.recorded { timeline.record(time) }
    for refusal in batch.refusals { timeline.add(refusal) }
    for requests in batch.requests { timeline.add(requests: requests.count, at: requests.at) }
    timelines[batch.source.kind] = timeline
  }

  /// Looks for spikes in all whole minutes and the running one, anew: a line that came late counts where
  /// it belongs.
  package mutating func judge() {
    spikes = []
    openSpike = nil
    guard let now else { return }
    let running = RefusalStep.minute.start(of: now)
    var detector = SpikeDetector(rule: rule)
    var minute = reach.lowerBound
    while minute < running {
      if let spike = detector.add(refused(.refusals, minute: minute), at: minute) {
        spikes.append(spike)
      }
      minute = minute.advanced(by: .seconds(60))
    }
    openSpike = detector.open
    // Half a minute can be unusual already, and can't be usual yet.
    guard let count = refused(.refusals, minute: running), count >= rule.least else { return }
    if detector.add(count, at: running) == nil { openSpike = detector.open }
  }

  /// The time that minutes reach; empty before a present was named.
  package var reach: Range<Instant> {
    guard let now else { return Instant(milliseconds: 0)..<Instant(milliseconds: 0) }
    return timelines.values.first?.reach ?? now..<now
  }

  private func refused(_ series: RefusalSeries, minute: Instant) -> Int? {
    slot(series, .minute, at: minute)?.refused
  }

  /// The slot of this length that a moment is in; nil: no source recorded it.
  package func slot(
    _ series: RefusalSeries,
    _ step: RefusalStep,
    at moment: Instant
  ) -> RefusalSlot? {
    let start = step.start(of: moment)
    switch step {
    case .second: return best(series) { $0.second(at: start) }
    case .minute: return best(series) { $0.minute(at: start) }
    case .hour:
      var whole: RefusalSlot?
      for minute in 0..<60 {
        let moment = start.advanced(by: .seconds(60 * minute))
        guard let part = best(series, { $0.minute(at: moment) }) else { continue }
        if whole == nil { whole = part } else { whole?.merge(part) }
      }
      return whole
    }
  }

  private func best(
    _ series: RefusalSeries,
    _ slot: (RefusalTimeline) -> RefusalSlot?
  ) -> RefusalSlot? {
    let kinds = RefusalSource.Kind.allCases.filter { $0.countsRefusals == (series == .refusals) }
    let slots = kinds.compactMap { timelines[$0].flatMap(slot) }
    let requests = slots.compactMap(\.requests).max()
    // The first of equals: kinds are in the order of what they know.
    return slots.reduce(nil as RefusalSlot?) { most, slot in
      guard let most else { return slot }
      return slot.refused > most.refused ? slot : most
    }?.knowing(requests: requests)
  }
}

/// What a history counts.
package enum RefusalSeries: String, Hashable, Sendable, CaseIterable {
  case refusals
  /// The backend's failed sign-ins, which no limiter refused.
  case failedSignIns = "failed-sign-ins"
}
