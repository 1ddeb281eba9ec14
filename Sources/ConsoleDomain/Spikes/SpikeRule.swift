/// When refusals a minute are a spike (compliance.md f, AL-1).
package struct SpikeRule: Hashable, Sendable {
  /// Minutes of history that say what is usual.
  package var history: Int
  /// The score that a minute must exceed.
  package var score: Double
  /// Refusals below which no minute is a spike, however quiet it was before.
  package var least: Int
  /// So many of the last `window` minutes must exceed the score.
  package var needed: Int
  package var window: Int

  /// The rule of the specification: z above 3.5 and at least 10 refusals in two of three minutes.
  package static let usual = SpikeRule(history: 60, score: 3.5, least: 10, needed: 2, window: 3)

  /// Makes a rule.
  package init(history: Int, score: Double, least: Int, needed: Int, window: Int) {
    self.history = history
    self.score = score
    self.least = least
    self.needed = needed
    self.window = window
  }
}

/// A time in which refusals were unusual.
package struct Spike: Hashable, Sendable {
  /// The first minute that was unusual.
  package var start: Instant
  /// The minute with most refusals.
  package var peakAt: Instant
  package var peak: Int
  /// The end of its last unusual minute so far.
  package var end: Instant
  /// Refusals from start to end, a minute of rest between included.
  package var total: Int
  /// What a minute usually had when it began.
  package var usual: Double
  /// The score of the peak by that.
  package var score: Double
}
