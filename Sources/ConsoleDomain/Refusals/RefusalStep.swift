/// How long the slots of a chart are.
package enum RefusalStep: String, Hashable, Sendable, CaseIterable {
  case second
  case minute
  case hour

  /// Milliseconds of a slot.
  package var milliseconds: Int64 {
    switch self {
    case .second: 1000
    case .minute: 60_000
    case .hour: 3_600_000
    }
  }

  /// The beginning of the slot that a moment is in.
  package func start(of moment: Instant) -> Instant {
    Instant(milliseconds: moment.milliseconds.dividedDown(by: milliseconds) * milliseconds)
  }
}
