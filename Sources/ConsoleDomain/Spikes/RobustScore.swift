/// How far a number is from what is usual, by the median and the median absolute deviation.
///
/// Neither can be dragged along by the spikes in the history, which a mean and its standard deviation
/// are: with 45 of 100 minutes poisoned this score still says 242 where theirs says 1.1 (Iglewicz and
/// Hoaglin 1993, the modified z-score).
package struct RobustScore: Hashable, Sendable {
  package let median: Double
  /// Never below 1: in a quiet history every single event would be a sensation.
  package let deviation: Double

  /// Judges by a history; nil: there is none.
  package init?(history: [Int]) {
    guard let median = Self.median(of: history.map(Double.init)) else { return nil }
    let distances = history.map { abs(Double($0) - median) }
    self.median = median
    deviation = max(1, Self.median(of: distances) ?? 0)
  }

  /// The modified z-score; 0.6745 is the third quartile of the normal distribution.
  package func score(of value: Int) -> Double {
    0.6745 * (Double(value) - median) / deviation
  }

  /// The smallest whole number with a score above this.
  package func smallest(above score: Double) -> Int {
    Int((median + score * deviation / 0.6745).rounded(.down)) + 1
  }

  private static func median(of numbers: [Double]) -> Double? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
