/// How high a bar is, and the whole number that a scale ends at.
package enum ChartBar {
  /// Eighths of cells for a value; what is not zero is never invisible.
  package static func eighths(_ value: Int, of top: Int, rows: Int) -> Int {
    guard value > 0, top > 0, rows > 0 else { return 0 }
    let share = min(1, Double(value) / Double(top))
    return max(1, Int((share * Double(rows * 8)).rounded()))
  }

  /// The next 1, 2 or 5 times a power of ten.
  package static func top(over value: Int) -> Int {
    guard value > 1 else { return 1 }
    var power = 1
    while power < value {
      for factor in [1, 2, 5] where power * factor >= value { return power * factor }
      let (next, overflows) = power.multipliedReportingOverflow(by: 10)
      if overflows { return value }
      power = next
    }
    return power
  }
}

/// A row of small bars on a scale of their own.
package enum Sparkline {
  /// One cell a value; nil: not recorded.
  package static func text(_ values: [Int?], glyphs: Glyphs) -> String {
    let most = values.compactMap(\.self).max() ?? 0
    return String(
      values.map { value -> Character in
        guard let value else { return glyphs.noData }
        let eighths = ChartBar.eighths(value, of: most, rows: 1)
        return eighths == 0 ? " " : glyphs.bar(eighths)
      }
    )
  }
}
