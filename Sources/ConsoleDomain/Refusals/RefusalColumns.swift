/// Which part of a history a chart shows.
package struct RefusalView: Hashable, Sendable {
  package var series: RefusalSeries
  package var step: RefusalStep
  /// The end of the newest slot, or a moment in it.
  package var until: Instant
  /// Slots that it spans.
  package var slots: Int
  /// What its columns are stacked by; nil: not at all.
  package var axis: RefusalAxis?

  /// Makes a view.
  package init(
    series: RefusalSeries = .refusals,
    step: RefusalStep,
    until: Instant,
    slots: Int,
    axis: RefusalAxis? = nil
  ) {
    self.series = series
    self.step = step
    self.until = until
    self.slots = slots
    self.axis = axis
  }
}

/// A part of a history as columns, oldest first.
package struct RefusalColumns: Hashable, Sendable {
  /// nil: no slot of the column was recorded.
  package var columns: [Column?]
  /// The names that columns are stacked by, most refusals in view first; others are left over.
  package var names: [String]

  /// The slot with most refusals among those that share a column: a spike never gets lost.
  package struct Column: Hashable, Sendable {
    /// The beginning of that slot.
    package var start: Instant
    package var refused: Int
    /// All requests in it; nil: not known, as in every slot of a second.
    package var requests: Int?
    /// At least so many for each of the names; the rest of `refused` is other.
    package var parts: [Int]

    /// Refusals of no name in view.
    package var other: Int { max(0, refused - parts.reduce(0, +)) }
  }
}

extension RefusalHistory {
  /// Names that a chart can tell apart beside "other".
  private static let mostNames = 6

  /// A part of the history in `width` columns; fewer where the view has fewer slots.
  package func columns(_ view: RefusalView, width: Int) -> RefusalColumns {
    let length = max(1, min(view.slots, 100_000))
    let step = view.step.milliseconds
    let last = Instant(milliseconds: view.until.milliseconds - 1)
    let end = view.step.start(of: last).milliseconds + step
    let starts = (0..<length).map { Instant(milliseconds: end - step * Int64(length - $0)) }
    let slots = starts.map { slot(view.series, view.step, at: $0) }
    let names = view.axis.map { Self.names(of: slots, on: $0) } ?? []
    let count = min(max(1, width), length)
    let columns = (0..<count).map { column -> RefusalColumns.Column? in
      var most: Int?
      for index in (column * length / count)..<((column + 1) * length / count) {
        guard let slot = slots[index] else { continue }
        if let best = most.flatMap({ slots[$0] }), best.refused >= slot.refused { continue }
        most = index
      }
      guard let most, let slot = slots[most] else { return nil }
      let counts = view.axis.map { slot.names(on: $0).counts } ?? [:]
      return RefusalColumns.Column(
        start: starts[most],
        refused: slot.refused,
        requests: slot.requests,
        parts: names.map { counts[$0] ?? 0 }
      )
    }
    return RefusalColumns(columns: columns, names: names)
  }

  private static func names(of slots: [RefusalSlot?], on axis: RefusalAxis) -> [String] {
    var sums: [String: Int] = [:]
    for case let slot? in slots {
      sums.merge(slot.names(on: axis).counts, uniquingKeysWith: +)
    }
    return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostNames).map(\.key)
  }
}
