/// One comparison: our time and the baseline's, measured in turn in the same run.
struct Measurement {
  var name: String
  /// Seconds of each of our runs.
  var ours: [Double]
  /// Seconds of each of the baseline's runs.
  var baseline: [Double]
  /// The largest ratio of the medians that is still fine.
  var target: Double

  var ratio: Double { Self.median(ours) / Self.median(baseline) }
  var isMet: Bool { ratio <= target }

  /// A row of the table: name, ours, baseline, ratio, target, ok or miss.
  var row: String {
    [
      name, Self.milliseconds(Self.median(ours)), Self.milliseconds(Self.median(baseline)),
      Self.factor(ratio), Self.factor(target), isMet ? "ok" : "miss",
    ].joined(separator: "\t")
  }

  static let header = "name\tours\tbaseline\tratio\ttarget\tresult"

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\((seconds * 10_000).rounded() / 10) ms"
  }

  private static func factor(_ value: Double) -> String { "×\((value * 100).rounded() / 100)" }
}
