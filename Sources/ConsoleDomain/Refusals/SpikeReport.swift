/// A spike with who made it, and its minutes.
package struct SpikeReport: Hashable, Sendable {
  /// Minutes before and after a spike that its timeline shows.
  private static let margin: Duration = .seconds(300)
  /// Minutes that a timeline shows at most.
  private static let mostMinutes = 120
  /// The axes that a post-mortem asks for.
  package static let axes: [RefusalAxis] = [.address, .network, .user, .route, .limiter]

  package var spike: Spike
  /// Whether it goes on at the end of what was read.
  package var isOpen: Bool
  /// Those axes that any refusal has a name on.
  package var talkers: [TopTalkers]
  /// Its minutes and some around; nil: not recorded.
  package var minutes: [Minute]

  /// One minute of a timeline.
  package struct Minute: Hashable, Sendable {
    package var start: Instant
    /// nil: not recorded.
    package var refused: Int?
    package var requests: Int?
  }
}

extension RefusalHistory {
  /// All spikes that `judge` found, oldest first, with so many names on each axis.
  package func reports(names: Int) -> [SpikeReport] {
    spikes.map { SpikeReport($0, isOpen: false, self, names) }
      + (openSpike.map { [SpikeReport($0, isOpen: true, self, names)] } ?? [])
  }
}

extension SpikeReport {
  fileprivate init(_ spike: Spike, isOpen: Bool, _ history: RefusalHistory, _ names: Int) {
    self.spike = spike
    self.isOpen = isOpen
    talkers = Self.axes.compactMap { axis in
      history.talkers(by: axis, in: spike.start..<spike.end, limit: names)
    }
    .filter { !$0.talkers.isEmpty }
    minutes = []
    var minute = spike.start.advanced(by: .zero - Self.margin)
    let end = spike.end.advanced(by: Self.margin)
    while minute < end, minutes.count < Self.mostMinutes {
      let slot = history.slot(.refusals, .minute, at: minute)
      minutes.append(Minute(start: minute, refused: slot?.refused, requests: slot?.requests))
      minute = minute.advanced(by: .seconds(60))
    }
  }
}
