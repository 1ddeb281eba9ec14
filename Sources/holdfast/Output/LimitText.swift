import ConsoleDomain

/// Counters for people.
enum LimitText {
  private static let titles = [
    "LIMITER", "CLIENT", "USED", "LIMIT", "LEFT", "RESETS", "BLOCKED", "FLAGS",
  ]

  /// Prints counters as a table; no table without a row.
  static func print(_ rows: [CounterRow], now: Instant) throws {
    guard !rows.isEmpty else { return }
    try TextTable.print(count: rows.count, titles: titles) { cells(rows[$0], now) }
  }

  private static func cells(_ row: CounterRow, _ now: Instant) -> [String] {
    let standing = row.standing
    let blocked =
      switch standing.isBlocked {
      case nil: "?"
      case false?: ""
      case true?:
        standing.blockedSince.map { "for \(TimeText.age($0.duration(to: now)))" } ?? "yes"
      }
    return [
      row.counter.limiter.name, row.counter.key.client.shown(),
      standing.hits.map { CountText.grouped(Int($0)) } ?? "?",
      standing.limit.map { CountText.grouped(Int($0)) } ?? "",
      standing.remaining.map { CountText.grouped(Int($0)) } ?? "",
      standing.endsAt.map { TimeText.left(now.duration(to: $0)) } ?? "never",
      blocked, standing.flags.names.joined(separator: " "),
    ]
  }
}
