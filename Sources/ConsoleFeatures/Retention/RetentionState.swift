package import ConsoleDomain

/// The retention screen: what deletes by age, and the place in it.
package struct RetentionState: Equatable, Sendable {
  package var report: RetentionReport?
  /// Why the last reading failed; what was read before stays.
  package var problem: StoreProblem?
  /// The position of the cursor among the rows.
  package var position = 0
  package var top = 0

  init() {}

  /// One row for each index that deletes, the index that should be there last.
  package var rows: [RetentionRow] {
    guard let report else { return [] }
    let rules = report.rules.map(RetentionRow.rule)
    switch report.standing {
    case .present: return rules
    case .absent, .blocked, .unknown: return rules + [.wanted]
    }
  }

  /// What the cursor is on.
  package var cursorRow: RetentionRow? {
    rows.indices.contains(position) ? rows[position] : nil
  }

  /// Takes a report; the cursor stays on a row that is there.
  mutating func take(_ report: RetentionReport) {
    self.report = report
    problem = nil
    position = max(0, min(position, rows.count - 1))
  }
}

/// A row of the retention screen.
package enum RetentionRow: Hashable, Sendable {
  case rule(RetentionRule)
  /// The index that the event log should have and has not.
  case wanted
}
