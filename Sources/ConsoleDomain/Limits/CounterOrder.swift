/// How a list of counters is sorted; equal rows stand in the order of their keys, unknown values last.
package struct CounterOrder: Hashable, Sendable {
  /// What can be sorted by; the raw value is the column's name in commands.
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case limiter
    case client
    case hits
    /// Hits as a part of the limit.
    case used
    case remaining
    case resets
    case blocked
    case refused
    case flags
  }

  package var column: Column
  package var isDescending: Bool

  /// Makes an order.
  package init(_ column: Column, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }

  /// What a row is sorted by; nil: it is not known.
  func key(of row: CounterRow) -> CounterSortKey.Value? {
    let standing = row.standing
    return switch column {
    case .limiter: .text(row.counter.limiter.name)
    case .client: .text(row.counter.key.client.text)
    case .hits: standing.hits.map(CounterSortKey.Value.number)
    // To the millionth: beyond that two counters are as full as each other.
    case .used: standing.use.map { .number(Int64(min($0, 1e9) * 1e6)) }
    case .remaining: standing.remaining.map(CounterSortKey.Value.number)
    case .resets: standing.endsAt.map { .number($0.milliseconds) }
    case .blocked: standing.isBlocked.map { .number($0 ? 1 : 0) }
    case .refused: standing.refused.map(CounterSortKey.Value.number)
    case .flags: .number(Int64(standing.flags.rawValue))
    }
  }
}

/// One row of an arrangement with what it is sorted by.
struct CounterSortKey: Sendable {
  enum Value: Comparable, Sendable {
    case number(Int64)
    case text(String)
  }

  var value: Value?
  var row: UInt32
}

extension CounterStanding {
  /// Hits as a part of the limit; nil where either is not known.
  package var use: Double? {
    guard let hits, let limit, limit > 0 else { return nil }
    return Double(max(0, hits)) / Double(limit)
  }
}
