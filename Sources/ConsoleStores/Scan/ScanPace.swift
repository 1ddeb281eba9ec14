/// How large the next step of a scan may be, and how long to rest before it.
///
/// A pure value: the loop tells it what a step cost, by the server's own clock.
struct ScanPace: Hashable, Sendable {
  /// Keys that SCAN looks at in one step.
  private(set) var count = 250
  /// The part of the server's time that a scan may take.
  let share: Double
  private var debt: Duration = .zero

  static let counts = 100...1000
  /// What a step is meant to cost the server.
  static let target: Duration = .milliseconds(2)
  /// Shorter rests are saved up: a timer is not that exact.
  private static let smallestRest: Duration = .milliseconds(5)
  /// Time that passed unused is not hoarded beyond this.
  private static let credit: Duration = .milliseconds(50)

  /// The part of the server's time that a scan takes which somebody waits for.
  static let usualShare = 0.25

  init(share: Double = usualShare) {
    self.share = share
  }

  /// Takes a step's cost on the server and the time since the step before, and says how long to rest.
  mutating func rest(afterCost cost: Duration, elapsed: Duration) -> Duration {
    adapt(to: cost)
    debt = max(debt + cost / share - elapsed, .zero - Self.credit)
    guard debt >= Self.smallestRest else { return .zero }
    defer { debt = .zero }
    return debt
  }

  private mutating func adapt(to cost: Duration) {
    let ratio = cost > .zero ? Self.target / cost : 2
    let wanted = Double(count) * min(max(ratio, 0.5), 2)
    count = min(max(Int(wanted), Self.counts.lowerBound), Self.counts.upperBound)
  }
}
