/// What is left of the time that a whole examination may take.
struct TimeBudget: Sendable {
  private let end: ContinuousClock.Instant
  /// The longest that one question waits.
  private let question: Duration

  init(_ total: Duration, question: Duration = .seconds(3)) {
    end = ContinuousClock.now + total
    self.question = question
  }

  /// How long the next question may wait; zero when the time is up.
  var next: Duration { max(.zero, min(question, end - ContinuousClock.now)) }
}
