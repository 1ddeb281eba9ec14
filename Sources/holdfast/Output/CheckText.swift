import ConsoleDomain

/// Checks for people: the result first, what helps below.
enum CheckText {
  private static let titleWidth = 44

  /// Prints checks and how many ended in which way.
  static func print(_ records: [CheckRecord]) throws {
    var lines = records.flatMap(lines)
    let counts = CheckRecord.Result.allCases.compactMap { result -> String? in
      let count = records.count { $0.result == result }
      return count == 0 ? nil : "\(count) \(result.rawValue)"
    }
    lines += ["", counts.joined(separator: ", ")]
    try DataOutput.write(lines: lines)
  }

  private static func lines(_ record: CheckRecord) -> [String] {
    let head = padded(record.result.rawValue, 6) + padded(record.title, titleWidth)
    let remedy = record.remediation.map { ["      \($0)"] } ?? []
    return [head + (record.evidence ?? "unknown")] + remedy
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
