import ConsoleDomain
import ConsoleScreen

/// The top of a chart: it grows at once and shrinks only after a minute, so that bars do not dance.
struct ChartScale: Equatable, Sendable {
  /// How long a top that is not needed any more stays.
  static let patience: Duration = .seconds(60)

  private(set) var top = 1
  /// When the top was last needed.
  private var neededAt: Instant?

  /// Fits the scale to the largest value in view.
  mutating func fit(_ most: Int, at now: Instant) {
    let wanted = ChartBar.top(over: most)
    if wanted < top, let neededAt, neededAt.duration(to: now) < Self.patience { return }
    top = wanted
    neededAt = now
  }

  /// Forgets what it was: another part of the history is shown.
  mutating func reset() { self = ChartScale() }
}
