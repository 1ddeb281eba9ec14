/// How a list of counters is sorted; equal rows stand in the order of their keys, unknown values last.
package struct CounterOrder: Hashable, Sendable {
  /// What can be sorted by; the raw value is the column's name in commands.
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case limiter
    case client
    case hits
    /// Hits as a part of the limit.
    case used
    case refused
    case resets
  }

  package var column: Column
  package var isDescending: Bool

  /// Makes an order.
  package init(_ column: Column, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }

  /// Whether one row stands before another.
  package func precedes(_ left: CounterRow, _ right: CounterRow) -> Bool {
    switch column {
    case .limiter:
      compare(left.counter.limiter.name, right.counter.limiter.name, left, right)
    case .client: compare(left.counter.key.client.text, right.counter.key.client.text, left, right)
    case .hits: compare(left.standing.hits, right.standing.hits, left, right)
    case .used: compare(left.standing.use, right.standing.use, left, right)
    case .refused: compare(left.standing.refused, right.standing.refused, left, right)
    case .resets: compare(left.standing.endsAt, right.standing.endsAt, left, right)
    }
  }

  private func compare<Value: Comparable>(
    _ first: Value?,
    _ second: Value?,
    _ left: CounterRow,
    _ right: CounterRow
  ) -> Bool {
    switch (first, second) {
    case (let first?, let second?) where first != second:
      isDescending ? first > second : first < second
    case (_?, nil): true
    case (nil, _?): false
    default:
      (left.counter.id.limiter, left.counter.id.rest.lexical)
        < (right.counter.id.limiter, right.counter.id.rest.lexical)
    }
  }
}

extension CounterStanding {
  /// Hits as a part of the limit; nil where either is not known.
  package var use: Double? {
    guard let hits, let limit, limit > 0 else { return nil }
    return Double(max(0, hits)) / Double(limit)
  }
}

extension [UInt8] {
  /// The bytes as something that can be compared; lossy for what is no text.
  fileprivate var lexical: String { String(decoding: self, as: UTF8.self) }
}
