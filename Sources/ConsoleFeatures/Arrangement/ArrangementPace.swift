import ConsoleDomain

/// How often a list that grows is arranged anew: at most a fifth of the time is spent on it.
struct ArrangementPace: Equatable, Sendable {
  /// The shortest time between two arrangements.
  static let shortest: Duration = .milliseconds(333)

  /// Rows, filter or order changed since the last arrangement was asked for.
  var isDue = false
  private var askedAt: Instant?
  private var took: Duration = .zero

  /// Nothing was arranged yet.
  init() {}

  /// The time between two arrangements of the list as it is now.
  var interval: Duration { max(Self.shortest, took * 5) }

  /// Notes that an arrangement of everything there is was asked for.
  mutating func ask(at now: Instant) {
    askedAt = now
    isDue = false
  }

  /// Notes the answer: a list that takes long to arrange is arranged less often.
  mutating func answer(at now: Instant) {
    took = askedAt.map { $0.duration(to: now) } ?? .zero
  }

  /// Whether a new arrangement is wanted and the last one is old enough.
  func isRipe(at now: Instant) -> Bool {
    isDue && askedAt.map { $0.duration(to: now) >= interval } ?? true
  }
}
