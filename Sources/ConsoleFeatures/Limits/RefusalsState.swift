package import ConsoleDomain

/// What was refused over time, and which part of it is shown.
package struct RefusalsState: Sendable {
  /// What the Limits screen shows.
  package enum Page: Hashable, Sendable {
    case counters
    /// The chart over the whole body.
    case chart
    case talkers
    case spikes
  }

  /// Slots in one column, from the closest look.
  static let zooms = [1, 2, 5, 10, 20]

  /// nil until the first word of the watch.
  package var history: RefusalHistory?
  /// What wants attention now.
  package var findings: [RefusalFinding] = []
  package var page = Page.counters
  package var step = RefusalStep.minute
  /// What columns are stacked by; nil: not at all.
  package var axis: RefusalAxis?
  /// Index into `zooms`.
  var zoom = 0
  /// The end of what is shown; nil: now.
  var until: Instant?
  /// The beginning of the slot under the cursor.
  package var cursor: Instant?
  var scale = ChartScale()
  /// Who is listed on the page of talkers.
  package var talkerAxis = RefusalAxis.address
  /// The line of the cursor on the pages of talkers and spikes.
  package var line = 0

  init() {}

  /// Slots in one column of the chart.
  var slotsPerColumn: Int { Self.zooms[zoom] }

  /// The time that one column spans.
  var columnLength: Duration { .milliseconds(step.milliseconds * Int64(slotsPerColumn)) }

  /// The end of what is shown; the running slot belongs to it.
  func end(at now: Instant) -> Instant { until ?? now.advanced(by: .milliseconds(1)) }

  /// Forgets where the chart was looked at: it follows the present again.
  mutating func follow() {
    until = nil
    cursor = nil
    scale.reset()
  }

  /// What is shown in so many columns; nil: nothing was told yet.
  func columns(width: Int, at now: Instant) -> RefusalColumns? {
    guard let history, width > 0 else { return nil }
    let view = RefusalView(
      step: step,
      until: end(at: now),
      slots: width * slotsPerColumn,
      axis: axis
    )
    return history.columns(view, width: width)
  }

  /// The hour that talkers and numbers are of.
  func recent(at now: Instant) -> Range<Instant> {
    let end = max(until ?? now, Instant(milliseconds: 3_600_000))
    return end.advanced(by: .seconds(-3600))..<end.advanced(by: .milliseconds(1))
  }

  /// Who was refused most in that hour.
  func talkers(at now: Instant) -> TopTalkers? {
    history?.talkers(by: talkerAxis, in: recent(at: now), limit: 100)
  }

  /// The spikes that are known, the newest first; the first goes on if `openSpike` is there.
  var spikes: [Spike] {
    guard let history else { return [] }
    return [history.openSpike].compactMap(\.self) + history.spikes.reversed()
  }

  /// From how many refusals a minute on a spike is said to begin; nil: too little is known.
  func threshold(at now: Instant) -> Int? {
    guard step == .minute, slotsPerColumn == 1, let history else { return nil }
    let start = RefusalStep.minute.start(of: now)
    let counts = (1...SpikeRule.usual.history).compactMap { minute in
      history.slot(.refusals, .minute, at: start.advanced(by: .seconds(-60 * minute)))?.refused
    }
    return RobustScore(history: counts).map {
      max(SpikeRule.usual.least, $0.smallest(above: SpikeRule.usual.score))
    }
  }
}
