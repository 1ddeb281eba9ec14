/// One comparison: ours and the baseline's, measured in turn in the same run.
struct Measurement {
  var name: String
  /// Seconds of each of our runs.
  var ours: [Double]
  /// Seconds of each of the baseline's runs.
  var baseline: [Double]
  /// The largest ratio of the medians that is still fine.
  var target: Double
  var unit = Unit.seconds

  /// What was measured; tables show milliseconds and megabytes.
  enum Unit {
    case seconds
    case megabytes
  }

  var ratio: Double { Self.median(ours) / Self.median(baseline) }
  var isMet: Bool { ratio <= target }

  /// A row of the table: name, ours, baseline, ratio, target, ok or miss.
  var row: String {
    [
      name, text(Self.median(ours)), text(Self.median(baseline)),
      Self.factor(ratio), Self.factor(target), isMet ? "ok" : "miss",
    ].joined(separator: "\t")
  }

  static let header = "name\tours\tbaseline\tratio\ttarget\tresult"

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  private func text(_ value: Double) -> String {
    switch unit {
    case .seconds: "\((value * 10_000).rounded() / 10) ms"
    case .megabytes: "\((value * 10).rounded() / 10) MB"
    }
  }

  private static func factor(_ value: Double) -> String { "×\((value * 100).rounded() / 100)" }
}
