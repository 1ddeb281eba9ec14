import ConsoleDomain

/// What deletes by age, for people.
enum RetentionText {
  /// Prints the indexes as a table, then what is to be said of the one that should be there.
  static func print(_ report: RetentionReport) throws {
    if !report.rules.isEmpty {
      try TextTable.print(
        report.rules.map(row),
        titles: [
          "COLLECTION", "INDEX", "FIELD", "AFTER", "KIND", "HOLD STOPS IT", "PAST RETENTION",
          "HELD ALL THE SAME",
        ]
      )
    }
    var lines = [report.standing.text(of: report.events)]
    switch report.standing {
    case .absent, .blocked:
      lines.append("past ten years and not held: \(report.wouldDelete.text)")
    case .present, .unknown: break
    }
    try DataOutput.write(lines: lines)
  }

  private static func row(_ rule: RetentionRule) -> [String] {
    [
      rule.rule.collection, rule.rule.index, rule.rule.field, rule.rule.ageText,
      rule.rule.kind.rawValue, rule.effect.text, rule.overdue.text, rule.held.text,
    ]
  }
}
