import ConsoleText

/// Counters as lines of CSV, masked.
package enum CounterRecord {
  private static let columns = [
    "limiter", "store", "namespace", "key", "keyHash", "clientKind", "hits", "limit", "remaining",
    "refused", "windowSeconds", "resetsInSeconds", "blocked", "blockedSince", "status", "format",
    "flags",
  ]

  /// The names of the columns of `csv`, without the end of the line.
  package static var csvHeader: String { line(columns) }

  /// A counter as one line of CSV without its end; unknown is empty.
  package static func csv(_ row: CounterRow, now: Instant) -> String {
    let (counter, standing) = (row.counter, row.standing)
    let limiter = counter.limiter
    let resets = standing.endsAt.map { max(0, now.duration(to: $0).wholeMilliseconds / 1000) }
    return line([
      limiter.name, limiter.format.store.rawValue, limiter.collection ?? limiter.prefix,
      counter.shownKey(), counter.id.hash(prefix: limiter.prefix),
      counter.key.client.kind.rawValue, text(standing.hits), text(standing.limit),
      text(standing.remaining), text(standing.refused),
      text(limiter.window.map { $0.wholeMilliseconds / 1000 }), text(resets),
      standing.isBlocked.map { String($0) } ?? "", standing.blockedSince?.iso8601 ?? "",
      String(limiter.status), limiter.format.rawValue,
      standing.flags.names.joined(separator: " "),
    ])
  }

  private static func text(_ number: Int64?) -> String { number.map { String($0) } ?? "" }

  private static func line(_ fields: [String]) -> String {
    fields.map { CSVText.field($0) }.joined(separator: ",")
  }
}
