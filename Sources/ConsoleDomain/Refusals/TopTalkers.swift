/// Who was refused most in a time.
package struct TopTalkers: Hashable, Sendable {
  package var axis: RefusalAxis
  /// Most refusals first.
  package var talkers: [Talker]
  /// All refusals of the time, named or not.
  package var total: Int
  /// How much more than its count any name may have had, one that is missing included; 0: it is exact.
  package var error: Int

  /// One of them.
  package struct Talker: Hashable, Sendable {
    package var name: String
    /// Refusals, at least.
    package var refused: Int
    /// Its part of all refusals, at least; 0 to 1.
    package var share: Double
  }
}

extension RefusalHistory {
  /// Who was refused most in a time, by whole minutes; nil: nobody recorded any of them.
  package func talkers(
    by axis: RefusalAxis,
    in time: Range<Instant>,
    limit: Int,
    series: RefusalSeries = .refusals
  ) -> TopTalkers? {
    var hitters = HeavyHitters<String>()
    var total: Int?
    visit(series, time) { slot in
      total = (total ?? 0) + slot.refused
      hitters.merge(slot.names(on: axis), capacity: .max)
    }
    guard let total else { return nil }
    let sorted = hitters.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return TopTalkers(
      axis: axis,
      talkers: sorted.prefix(limit).map {
        TopTalkers.Talker(
          name: $0.key,
          refused: $0.value,
          share: total > 0 ? Double($0.value) / Double(total) : 0
        )
      },
      total: total,
      error: hitters.error
    )
  }

  /// The numbers of a time, by whole minutes; nil: nobody recorded any of them.
  package func summary(
    of time: Range<Instant>,
    series: RefusalSeries = .refusals
  ) -> RefusalSummary? {
    var counts: [Int] = []
    var summary = RefusalSummary(refused: 0, peak: 0, peakAt: time.lowerBound, percentile95: 0)
    visit(series, time) { start, slot in
      counts.append(slot.refused)
      summary.refused += slot.refused
      if slot.refused > summary.peak || counts.count == 1 {
        summary.peak = slot.refused
        summary.peakAt = start
      }
      guard let requests = slot.requests else { return }
      summary.requests = (summary.requests ?? 0) + requests
      summary.refusedOfRequests += min(slot.refused, requests)
    }
    guard !counts.isEmpty else { return nil }
    // The nearest rank: the smallest count that at least 95 of 100 minutes do not exceed.
    summary.percentile95 = counts.sorted()[(counts.count * 95 + 99) / 100 - 1]
    return summary
  }

  private func visit(
    _ series: RefusalSeries,
    _ time: Range<Instant>,
    _ body: (RefusalSlot) -> Void
  ) {
    visit(series, time) { _, slot in body(slot) }
  }

  private func visit(
    _ series: RefusalSeries,
    _ time: Range<Instant>,
    _ body: (Instant, RefusalSlot) -> Void
  ) {
    var minute = max(RefusalStep.minute.start(of: time.lowerBound), reach.lowerBound)
    while minute < time.upperBound, minute < reach.upperBound {
      if let slot = slot(series, .minute, at: minute) { body(minute, slot) }
      minute = minute.advanced(by: .seconds(60))
    }
  }
}

/// The numbers of a time, over the minutes that were recorded.
package struct RefusalSummary: Hashable, Sendable {
  package var refused: Int
  /// Most refusals of one minute.
  package var peak: Int
  package var peakAt: Instant
  /// The refusals that 95 of 100 minutes do not exceed.
  package var percentile95: Int
  /// All requests of the minutes in which they are known; nil: of none.
  package var requests: Int?
  /// Refusals of those minutes.
  package var refusedOfRequests = 0
}
