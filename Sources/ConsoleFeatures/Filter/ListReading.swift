import ConsoleDomain

/// Which filter the rows of a list were read by, and which one is read now: servers take their time,
/// and what is typed meanwhile is meant for the rows that come.
struct ListReading: Equatable, Sendable {
  /// nil: nothing was read yet.
  private var shown: Query?
  private var asked: Query?

  /// Notes that rows in place of those shown were asked for.
  mutating func ask(_ query: Query) { asked = query }

  /// Notes that they are there.
  mutating func arrive() {
    shown = asked ?? shown
    asked = nil
  }

  /// Notes that they won't come.
  mutating func giveUp() { asked = nil }

  /// Whether rows of this filter are to come in place of others; `isPutOff`: they are asked for soon.
  func isComing(_ query: Query, isPutOff: Bool) -> Bool {
    shown != nil && shown != query && (isPutOff || asked == query)
  }
}
