extension Query {
  /// A point in time, as a query names it: absolute, or so long before now.
  package enum Moment: Hashable, Sendable {
    case at(Instant)
    /// Milliseconds before now.
    case ago(Int64)

    /// The instant meant when it is `now`.
    package func instant(now: Instant) -> Instant {
      switch self {
      case .at(let instant): instant
      case .ago(let milliseconds):
        Instant(milliseconds: now.milliseconds.subtractingReportingOverflow(milliseconds).0)
      }
    }

    /// What may be written, for a message.
    package static let wanted = "a time such as 2h or 3d ago, 2026-11-24 or 2026-11-24T10:30"

    /// A date, a date with a time of day to the minute or finer (UTC), or a length of time.
    package init?(text: String) {
      let upper = text.uppercased()
      let candidates = [upper, upper + "Z", upper + ":00Z"]
      if let instant = candidates.lazy.compactMap({ Instant(iso8601: $0) }).first {
        self = .at(instant)
      } else if let amount = QueryAmount.read(text, .duration) {
        self = .ago(amount)
      } else {
        return nil
      }
    }

    /// The canonical writing.
    var text: String {
      switch self {
      case .at(let instant): instant.iso8601
      case .ago(let milliseconds): QueryAmount.write(milliseconds, .duration)
      }
    }
  }
}
