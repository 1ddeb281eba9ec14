/// Finds spikes in refusals a minute, fed minute by minute in order.
///
/// The minutes of a spike are no part of the history that later ones are judged by: a long attack does
/// not become the usual thing. Memory is bounded by the rule's history.
package struct SpikeDetector: Hashable, Sendable {
  private static let minute: Duration = .seconds(60)

  package let rule: SpikeRule
  private var history: [Int] = []
  private var recent: [Minute] = []
  /// The spike that goes on.
  package private(set) var open: Spike?

  private struct Minute: Hashable, Sendable {
    var start: Instant
    var count: Int
    var score: Double
    var isUnusual: Bool
  }

  /// Makes a detector that has seen nothing.
  package init(rule: SpikeRule = .usual) {
    self.rule = rule
  }

  /// Takes the next whole minute; nil: nothing was recorded in it, which is no 0.
  ///
  /// Answers the spike that ended with it, if one did.
  @discardableResult
  package mutating func add(_ count: Int?, at start: Instant) -> Spike? {
    guard let count else {
      recent = []
      return close()
    }
    let usual = RobustScore(history: history)
    let score = usual?.score(of: count) ?? 0
    let minute = Minute(
      start: start,
      count: count,
      score: score,
      isUnusual: score > rule.score && count >= rule.least
    )
    recent = (recent + [minute]).suffix(rule.window)
    let unusual = recent.filter(\.isUnusual)
    if unusual.count >= rule.needed {
      extend(by: unusual, usual: usual?.median ?? 0)
    } else if let ended = close() {
      learn(recent.filter { !$0.isUnusual }.map(\.count))
      return ended
    }
    if open == nil, !minute.isUnusual { learn([count]) }
    return nil
  }

  /// Opens or prolongs the spike up to the last unusual minute.
  private mutating func extend(by unusual: [Minute], usual: Double) {
    guard let first = unusual.first, let last = unusual.last else { return }
    var spike =
      open
      ?? Spike(
        start: first.start,
        peakAt: first.start,
        peak: 0,
        end: first.start,
        total: 0,
        usual: usual,
        score: 0
      )
    for minute in recent where minute.start >= spike.end && minute.start <= last.start {
      spike.total += minute.count
      guard minute.count > spike.peak else { continue }
      spike.peak = minute.count
      spike.peakAt = minute.start
      spike.score = minute.score
    }
    spike.end = max(spike.end, last.start.advanced(by: Self.minute))
    open = spike
  }

  private mutating func close() -> Spike? {
    defer { open = nil }
    return open
  }

  private mutating func learn(_ counts: [Int]) {
    history = (history + counts).suffix(rule.history)
  }
}
